package io.hydrant.fault.hop;

import java.util.LinkedHashMap;
import java.util.Map;

import io.hydrant.fault.Call;
import io.hydrant.fault.Effect;
import io.hydrant.fault.Faults;
import io.hydrant.fault.Hop;
import io.hydrant.fault.Strike;
import io.hydrant.service.kms.DataKey;
import io.hydrant.service.kms.GrantRef;
import io.hydrant.service.kms.KeyArn;
import io.hydrant.service.kms.KeyService;
import io.hydrant.service.kms.KmsActor;
import io.hydrant.service.kms.KmsException;
import io.hydrant.service.kms.KmsFailure;

/** A {@link KeyService} whose calls fail when {@link Faults} says so. Thread-safe as far as its target is. */
public final class FailingKeyService implements KeyService {
    private final KeyService target;
    private final Faults faults;

    public FailingKeyService(KeyService target, Faults faults) {
        this.target = target;
        this.faults = faults;
    }

    @Override
    public GrantRef createGrant(KmsActor actor, KeyArn key, Map<String, String> context, String name) {
        check("CreateGrant", actor, key);
        return target.createGrant(actor, key, context, name);
    }

    /** KMS is asked to retire the grant without doing it, so it fails as a retirement does. */
    @Override
    public void checkRetire(KmsActor actor, GrantRef grant) {
        check("RetireGrant", actor, grant.key());
        target.checkRetire(actor, grant);
    }

    @Override
    public void retireGrant(KmsActor actor, GrantRef grant) {
        check("RetireGrant", actor, grant.key());
        target.retireGrant(actor, grant);
    }

    @Override
    public DataKey generateDataKey(KmsActor actor, KeyArn key, Map<String, String> context) {
        check("GenerateDataKey", actor, key);
        return target.generateDataKey(actor, key, context);
    }

    @Override
    public byte[] encrypt(KmsActor actor, KeyArn key, byte[] plaintext, Map<String, String> context) {
        check("Encrypt", actor, key);
        return target.encrypt(actor, key, plaintext, context);
    }

    @Override
    public byte[] decrypt(KmsActor actor, KeyArn key, byte[] ciphertextBlob, Map<String, String> context) {
        check("Decrypt", actor, key);
        return target.decrypt(actor, key, ciphertextBlob, context);
    }

    /** No call to KMS. */
    @Override
    public boolean allows(KmsActor actor, KeyArn key, String action, Map<String, String> context) {
        return target.allows(actor, key, action, context);
    }

    /** No call to KMS. */
    @Override
    public long epoch(KeyArn key) {
        return target.epoch(key);
    }

    private void check(String operation, KmsActor actor, KeyArn key) {
        Map<Call.About, String> about = new LinkedHashMap<>();
        about.put(Call.About.STREAM, actor.streamName());
        about.put(Call.About.KEY, key.value());
        if (actor instanceof KmsActor.OnBehalfOf behalf) {
            about.put(Call.About.CALLER, behalf.caller().arn());
        }
        faults.on(new Call(Hop.KMS, Call.Maker.FIREHOSE, operation, actor.scope(), about))
                .ifPresent(FailingKeyService::apply);
    }

    private static void apply(Strike strike) {
        Effect.Refusal refusal = (Effect.Refusal) strike.effect().orElseThrow();
        KmsFailure failure = refusal.status() >= 500 ? KmsFailure.UNAVAILABLE : KmsFailure.of(refusal.code());
        throw new KmsException(failure, refusal.code(), refusal.message(), null);
    }
}
