package io.hydrant.service.kms;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import io.hydrant.events.EventLog;

/**
 * A {@link KeyService} that notes every call in the event log, in CloudTrail's words and under the delivery stream that it is
 * made for. Thread-safe as far as its target is.
 */
public final class RecordingKeyService implements KeyService {
    private final KeyService target;
    private final EventLog events;

    public RecordingKeyService(KeyService target, EventLog events) {
        this.target = target;
        this.events = events;
    }

    @Override
    public GrantRef createGrant(KmsActor actor, KeyArn key, Map<String, String> context, String name) {
        return recorded("CreateGrant", actor, key, context, () -> target.createGrant(actor, key, context, name));
    }

    /** Not noted: nothing happens in KMS. */
    @Override
    public void checkRetire(KmsActor actor, GrantRef grant) {
        target.checkRetire(actor, grant);
    }

    @Override
    public void retireGrant(KmsActor actor, GrantRef grant) {
        recorded("RetireGrant", actor, grant.key(), Map.of(), () -> {
            target.retireGrant(actor, grant);
            return grant;
        });
    }

    @Override
    public DataKey generateDataKey(KmsActor actor, KeyArn key, Map<String, String> context) {
        return recorded("GenerateDataKey", actor, key, context, () -> target.generateDataKey(actor, key, context));
    }

    @Override
    public byte[] encrypt(KmsActor actor, KeyArn key, byte[] plaintext, Map<String, String> context) {
        return recorded("Encrypt", actor, key, context, () -> target.encrypt(actor, key, plaintext, context));
    }

    @Override
    public byte[] decrypt(KmsActor actor, KeyArn key, byte[] ciphertextBlob, Map<String, String> context) {
        return recorded("Decrypt", actor, key, context, () -> target.decrypt(actor, key, ciphertextBlob, context));
    }

    @Override
    public boolean allows(KmsActor actor, KeyArn key, String action, Map<String, String> context) {
        return target.allows(actor, key, action, context);
    }

    @Override
    public long epoch(KeyArn key) {
        return target.epoch(key);
    }

    private <T> T recorded(
            String eventName, KmsActor actor, KeyArn key, Map<String, String> context, Supplier<T> call) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("eventSource", "kms.amazonaws.com");
        details.put("userIdentity", identity(actor));
        details.put("requestParameters", parameters(key, context));
        actor.grantInUse().ifPresent(g -> details.put("grantId", g.grantId()));
        try {
            T answer = call.get();
            if (answer instanceof GrantRef grant) {
                details.put("grantId", grant.grantId());
            }
            return answer;
        } catch (KmsException e) {
            details.put("errorCode", e.errorCode());
            details.put("errorMessage", String.valueOf(e.getMessage()));
            if (!e.injectedBy().isEmpty()) {
                details.put("injectedBy", e.injectedBy());
            }
            throw e;
        } finally {
            events.add(eventName, actor.scope(), Optional.of(actor.streamName()), details);
        }
    }

    private static Map<String, Object> identity(KmsActor actor) {
        Map<String, Object> identity = new LinkedHashMap<>();
        if (actor instanceof KmsActor.OnBehalfOf behalf) {
            identity.put("arn", behalf.caller().arn());
        } else {
            identity.put("type", "AWSService");
        }
        identity.put("invokedBy", "firehose.amazonaws.com");
        return identity;
    }

    private static Map<String, Object> parameters(KeyArn key, Map<String, String> context) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("keyId", key.value());
        if (!context.isEmpty()) {
            parameters.put("encryptionContext", context);
        }
        return parameters;
    }
}
