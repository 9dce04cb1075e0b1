package io.hydrant.service.kms.embedded;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.hydrant.aws.AccountId;
import io.hydrant.aws.AwsError;
import io.hydrant.aws.AwsException;
import io.hydrant.aws.Caller;
import io.hydrant.aws.Region;
import io.hydrant.policy.PolicyDocument;
import io.hydrant.service.kms.embedded.administration.Keys;
import io.hydrant.service.kms.embedded.key.KeyDescription;
import io.hydrant.service.kms.embedded.key.KmsCall;
import io.hydrant.store.Timers;
import io.hydrant.support.MemoryTimers;
import io.hydrant.time.VirtualTime;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** A KMS on a standing clock, with callers. */
public final class KmsFixture {
    public static final AccountId ACCOUNT = new AccountId("111111111111");
    public static final AccountId OTHER = new AccountId("222222222222");
    public static final Region REGION = new Region("us-east-1");

    public final VirtualTime time = new VirtualTime(Instant.parse("2026-06-01T00:00:00Z"));
    public final Map<String, List<PolicyDocument>> identities = new HashMap<>();
    public final Timers timers = MemoryTimers.on(time);
    public final EmbeddedKms kms =
            new EmbeddedKms(time, timers, caller -> identities.getOrDefault(caller.arn(), List.of()));
    public final KmsCall root = KmsCall.of(Caller.root(ACCOUNT), REGION);

    public static Caller user(String name) {
        return new Caller("arn:aws:iam::" + ACCOUNT + ":user/" + name, ACCOUNT, Optional.empty(), Optional.empty());
    }

    public static KmsCall as(String name) {
        return KmsCall.of(user(name), REGION);
    }

    public void allow(String user, String action) {
        identities.put(
                user(user).arn(),
                List.of(PolicyDocument.parse(
                        "{\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"" + action + "\",\"Resource\":\"*\"}}")));
    }

    public KeyDescription key() {
        return kms.keys().create(root, Keys.NewKey.symmetric());
    }

    /** The default policy and one more statement. */
    public void addStatement(KeyDescription key, String statement) {
        kms.policies()
                .put(
                        root,
                        key.keyId(),
                        "default",
                        "{\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"" + ACCOUNT
                                + "\"},\"Action\":\"kms:*\",\"Resource\":\"*\"}," + statement + "]}",
                        false);
    }

    public static AwsError refusal(ThrowingCallable call) {
        AwsException thrown = catchThrowableOfType(AwsException.class, call);
        if (thrown == null) {
            throw new AssertionError("Nothing was refused");
        }
        return thrown.error();
    }
}
