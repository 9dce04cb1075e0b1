package io.hydrant.service.kms.embedded;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

import io.hydrant.aws.AwsException;
import io.hydrant.policy.Decision;
import io.hydrant.service.kms.DataKey;
import io.hydrant.service.kms.GrantRef;
import io.hydrant.service.kms.KeyArn;
import io.hydrant.service.kms.KeyService;
import io.hydrant.service.kms.KmsActor;
import io.hydrant.service.kms.KmsException;
import io.hydrant.service.kms.KmsFailure;
import io.hydrant.service.kms.embedded.grant.Grants;
import io.hydrant.service.kms.embedded.key.Grant;
import io.hydrant.service.kms.embedded.key.Key;
import io.hydrant.service.kms.embedded.key.KmsCall;
import io.hydrant.service.kms.embedded.policy.Authorizer;
import io.hydrant.service.kms.embedded.use.Cryptography;

/**
 * The embedded KMS as Firehose uses it. The shape of Firehose's grant is a guess, modelled on the documented one of
 * DynamoDB.
 */
public final class EmbeddedKeyService implements KeyService {
    private static final List<String> OPERATIONS =
            List.of("Decrypt", "Encrypt", "GenerateDataKey", "DescribeKey", "RetireGrant");

    /** The operations whose conditions see an algorithm. */
    private static final Set<String> ENCRYPTING = Set.of("Decrypt", "Encrypt", "GenerateDataKey");

    private final EmbeddedKms kms;

    public EmbeddedKeyService(EmbeddedKms kms) {
        this.kms = Objects.requireNonNull(kms, "kms");
    }

    @Override
    public GrantRef createGrant(KmsActor actor, KeyArn key, Map<String, String> context, String name) {
        String firehose = service(actor);
        Grant.Terms terms = new Grant.Terms(
                firehose, Optional.of(firehose), OPERATIONS, Optional.empty(), Optional.of(context), Optional.of(name));
        Grants.Created created = translating(() -> kms.grants().create(call(actor, key), key.value(), terms));
        return new GrantRef(key, created.grant().grantId(), Optional.of(created.token()));
    }

    @Override
    public void checkRetire(KmsActor actor, GrantRef grant) {
        retire(call(actor, grant.key()).withDryRun(true), grant);
    }

    @Override
    public void retireGrant(KmsActor actor, GrantRef grant) {
        retire(call(actor, grant.key()), grant);
    }

    @Override
    public DataKey generateDataKey(KmsActor actor, KeyArn key, Map<String, String> context) {
        Cryptography.NewDataKey made =
                translating(() -> kms.cryptography().generateDataKey(call(actor, key), key.value(), 32, context, true));
        return new DataKey(made.plaintext(), made.encrypted().bytes());
    }

    @Override
    public byte[] encrypt(KmsActor actor, KeyArn key, byte[] plaintext, Map<String, String> context) {
        return translating(() -> kms.cryptography()
                .encrypt(call(actor, key), key.value(), plaintext, context, "SYMMETRIC_DEFAULT")
                .bytes());
    }

    @Override
    public byte[] decrypt(KmsActor actor, KeyArn key, byte[] ciphertextBlob, Map<String, String> context) {
        return translating(() -> kms.cryptography()
                .decrypt(call(actor, key), Optional.of(key.value()), ciphertextBlob, context, "SYMMETRIC_DEFAULT")
                .bytes());
    }

    @Override
    public boolean allows(KmsActor actor, KeyArn key, String action, Map<String, String> context) {
        KmsCall call = call(actor, key);
        String operation = action.startsWith("kms:") ? action.substring(4) : action;
        return kms.state().locked(() -> {
            try {
                Key found = kms.state().resolve(call.scope(), key.value(), true);
                if (operation.equals("RetireGrant")) {
                    Decision decision = kms.gate().decide(call, found, Authorizer.Use.of(operation));
                    boolean retirable =
                            call.underGrant().map(found.grants()::containsKey).orElse(false);
                    return decision == Decision.ALLOWED || (retirable && !decision.isExplicitDeny());
                }
                kms.gate().authorize(call, found, use(operation, context), grant -> true);
                return true;
            } catch (AwsException refused) {
                return false;
            }
        });
    }

    @Override
    public long epoch(KeyArn key) {
        return kms.epoch();
    }

    private static Authorizer.Use use(String operation, Map<String, String> context) {
        return ENCRYPTING.contains(operation)
                ? Authorizer.Use.of(operation, context, "SYMMETRIC_DEFAULT")
                : Authorizer.Use.of(operation, context);
    }

    private void retire(KmsCall call, GrantRef grant) {
        try {
            kms.grants().retire(call, grant.key().value(), grant.grantId());
        } catch (AwsException e) {
            switch (e.error().code()) {
                case "NotFoundException", "InvalidGrantIdException", "DryRunOperationException" -> {
                    // Gone already, or only asked.
                }
                default -> throw translated(e);
            }
        }
    }

    private static KmsCall call(KmsActor actor, KeyArn key) {
        if (actor instanceof KmsActor.OnBehalfOf caller) {
            return KmsCall.of(caller.caller(), caller.region()).via(service(actor));
        }
        GrantRef grant = actor.grantInUse().orElseThrow();
        return KmsCall.byService(
                service(actor), key.scope().account(), actor.region(), grant.grantId(), Optional.of(actor.stream()));
    }

    private static String service(KmsActor actor) {
        return "firehose." + actor.region() + ".amazonaws.com";
    }

    private static <T> T translating(Supplier<T> call) {
        try {
            return call.get();
        } catch (AwsException e) {
            throw translated(e);
        }
    }

    private static KmsException translated(AwsException e) {
        String code = e.error().code();
        return new KmsException(KmsFailure.of(code), code, e.error().message().orElse(code), e);
    }
}
