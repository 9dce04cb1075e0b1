package io.hydrant.service.kms.embedded;

import java.util.Map;
import java.util.Optional;

import io.hydrant.aws.Arn;
import io.hydrant.aws.Caller;
import io.hydrant.service.kms.DataKey;
import io.hydrant.service.kms.GrantRef;
import io.hydrant.service.kms.KeyArn;
import io.hydrant.service.kms.KmsActor;
import io.hydrant.service.kms.KmsException;
import io.hydrant.service.kms.KmsFailure;
import io.hydrant.service.kms.embedded.administration.Keys;
import io.hydrant.service.kms.embedded.key.Grant;
import io.hydrant.service.kms.embedded.key.KeyDescription;
import io.hydrant.service.kms.embedded.key.KeySpec;
import io.hydrant.service.kms.embedded.key.KeyUsage;
import io.hydrant.support.KnownPrimes;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.hydrant.service.kms.embedded.KmsFixture.ACCOUNT;
import static io.hydrant.service.kms.embedded.KmsFixture.OTHER;
import static io.hydrant.service.kms.embedded.KmsFixture.REGION;
import static io.hydrant.service.kms.embedded.KmsFixture.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

@ExtendWith(KnownPrimes.class)
class EmbeddedKeyServiceTest {
    private static final Arn ARN = new Arn("aws", "firehose", REGION.value(), ACCOUNT.value(), "deliverystream/s");
    private static final Map<String, String> STREAM = Map.of("aws:firehose:arn", ARN.toString());

    private final KmsFixture given = new KmsFixture();
    private final EmbeddedKeyService service = new EmbeddedKeyService(given.kms);
    private final KmsActor root = new KmsActor.OnBehalfOf(Caller.root(ACCOUNT), ARN);

    private static KmsFailure failure(ThrowingCallable call) {
        KmsException thrown = catchThrowableOfType(KmsException.class, call);
        assertThat(thrown).isNotNull();
        return thrown.failure();
    }

    private KmsFailure refusedGrant(KmsActor actor, String arn) {
        return failure(() -> service.createGrant(actor, new KeyArn(arn), STREAM, "n"));
    }

    private GrantRef grant(KeyDescription key) {
        return service.createGrant(root, new KeyArn(key.arn()), STREAM, "n");
    }

    @Test
    void createsTheGrantOfAStream() {
        KeyDescription key = given.key();

        GrantRef ref = grant(key);
        Grant grant = given.kms
                .grants()
                .list(given.root, key.keyId(), Optional.of(ref.grantId()), Optional.empty())
                .get(0);

        assertThat(grant.terms().granteePrincipal()).isEqualTo("firehose.us-east-1.amazonaws.com");
        assertThat(grant.terms().retiringPrincipal()).contains("firehose.us-east-1.amazonaws.com");
        assertThat(grant.terms().contextSubset()).contains(STREAM);
        assertThat(grant.terms().operations())
                .containsExactlyInAnyOrder("Decrypt", "Encrypt", "GenerateDataKey", "DescribeKey", "RetireGrant");
        assertThat(grant.issuingAccount()).isEqualTo(ACCOUNT);
        assertThat(grant(key).grantId()).isEqualTo(ref.grantId());
    }

    @Test
    void sealsAndOpensUnderTheGrant() {
        KeyDescription key = given.key();
        KmsActor firehose = new KmsActor.UnderGrant(grant(key), ARN);
        KeyArn arn = new KeyArn(key.arn());

        DataKey made = service.generateDataKey(firehose, arn, STREAM);

        assertThat(service.decrypt(firehose, arn, made.ciphertextBlob(), STREAM))
                .isEqualTo(made.plaintext());
        assertThat(failure(() -> service.generateDataKey(firehose, arn, Map.of())))
                .isEqualTo(KmsFailure.ACCESS_DENIED);
        assertThat(service.allows(firehose, arn, "kms:Decrypt", STREAM)).isTrue();
        assertThat(service.allows(firehose, arn, "kms:RetireGrant", STREAM)).isTrue();
        assertThat(service.allows(firehose, arn, "kms:DisableKey", STREAM)).isFalse();
    }

    @Test
    void tellsWhyAKeyIsOfNoUse() {
        KeyDescription disabled = given.key();
        given.kms.keys().disable(given.root, disabled.keyId());
        KeyDescription leaving = given.key();
        given.kms.keys().scheduleDeletion(given.root, leaving.keyId(), 7);
        KeyDescription importing =
                given.kms.keys().create(given.root, Keys.NewKey.symmetric().withOrigin("EXTERNAL"));
        KeyDescription good = given.key();

        assertThat(refusedGrant(root, disabled.arn())).isEqualTo(KmsFailure.KEY_DISABLED);
        assertThat(refusedGrant(root, leaving.arn())).isEqualTo(KmsFailure.KEY_INVALID_STATE);
        assertThat(refusedGrant(root, importing.arn())).isEqualTo(KmsFailure.KEY_INVALID_STATE);
        assertThat(refusedGrant(root, "arn:aws:kms:us-east-1:111111111111:alias/a"))
                .isEqualTo(KmsFailure.INVALID_KEY);
        assertThat(refusedGrant(root, good.arn().replace("us-east-1", "eu-west-1")))
                .isEqualTo(KmsFailure.KEY_NOT_FOUND);
        assertThat(refusedGrant(root, "arn:aws:kms:us-east-1:111111111111:key/00000000-0000-4000-8000-000000000000"))
                .isEqualTo(KmsFailure.KEY_NOT_FOUND);
        assertThat(refusedGrant(new KmsActor.OnBehalfOf(user("ann"), ARN), good.arn()))
                .isEqualTo(KmsFailure.ACCESS_DENIED);
        assertThat(refusedGrant(new KmsActor.OnBehalfOf(Caller.root(OTHER), ARN), good.arn()))
                .isEqualTo(KmsFailure.ACCESS_DENIED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "RSA_2048 ENCRYPT_DECRYPT",
                "RSA_2048 SIGN_VERIFY",
                "ECC_NIST_P256 SIGN_VERIFY",
                "HMAC_256 GENERATE_VERIFY_MAC"
            })
    void refusesAKeyThatCannotEncryptDataKeys(String kind) {
        String[] parts = kind.split(" ", -1);
        KeyDescription key = given.kms
                .keys()
                .create(given.root, Keys.NewKey.of(KeySpec.valueOf(parts[0]), KeyUsage.valueOf(parts[1])));

        assertThat(refusedGrant(root, key.arn())).isEqualTo(KmsFailure.INVALID_KEY);
    }

    @Test
    void callsForACallerViaFirehose() {
        KeyDescription key = given.key();
        given.addStatement(
                key,
                """
                {"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111111111111:user/ann"},"Action":"kms:CreateGrant",
                 "Resource":"*","Condition":{"Bool":{"kms:GrantIsForAWSResource":"true"},
                 "StringEquals":{"kms:ViaService":"firehose.us-east-1.amazonaws.com","kms:CallerAccount":"111111111111"},
                 "ArnLike":{"kms:EncryptionContext:aws:firehose:arn":"arn:aws:firehose:*:*:deliverystream/*"}}}""");

        GrantRef ref =
                service.createGrant(new KmsActor.OnBehalfOf(user("ann"), ARN), new KeyArn(key.arn()), STREAM, "n");

        assertThat(ref.grantToken()).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"*\"", "{\"AWS\":\"*\"}", "{\"Service\":\"firehose.amazonaws.com\"}"})
    void letsADenyInTheKeyPolicyBeatTheGrant(String principal) {
        KeyDescription key = given.key();
        GrantRef ref = grant(key);
        KmsActor firehose = new KmsActor.UnderGrant(ref, ARN);
        given.addStatement(
                key,
                "{\"Effect\":\"Deny\",\"Principal\":" + principal
                        + ",\"Action\":[\"kms:GenerateDataKey\",\"kms:RetireGrant\"],\"Resource\":\"*\"}");

        assertThat(failure(() -> service.generateDataKey(firehose, ref.key(), STREAM)))
                .isEqualTo(KmsFailure.ACCESS_DENIED);
        assertThat(failure(() -> service.checkRetire(firehose, ref))).isEqualTo(KmsFailure.ACCESS_DENIED);
        assertThat(failure(() -> service.retireGrant(firehose, ref))).isEqualTo(KmsFailure.ACCESS_DENIED);
        assertThat(service.allows(firehose, ref.key(), "kms:RetireGrant", STREAM))
                .isFalse();
    }

    @Test
    void retiresOnceAndForAll() {
        KeyDescription key = given.key();
        GrantRef ref = grant(key);
        KmsActor firehose = new KmsActor.UnderGrant(ref, ARN);
        long before = service.epoch(ref.key());

        service.checkRetire(firehose, ref);
        assertThat(service.epoch(ref.key())).isEqualTo(before);
        service.retireGrant(firehose, ref);
        service.checkRetire(firehose, ref);
        service.retireGrant(firehose, ref);

        assertThat(service.epoch(ref.key())).isGreaterThan(before);
        assertThat(failure(() -> service.generateDataKey(firehose, ref.key(), STREAM)))
                .isEqualTo(KmsFailure.ACCESS_DENIED);
    }
}
