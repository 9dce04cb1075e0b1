package io.hydrant.firehose.encryption;

import java.util.Map;

import io.hydrant.service.kms.DataKey;
import io.hydrant.service.kms.KeyArn;
import io.hydrant.service.kms.KeyService;
import io.hydrant.service.kms.KmsActor;

/** {@code CUSTOMER_MANAGED_CMK}: data keys from KMS under Firehose's grant, bound to the stream's encryption context. */
final class GrantedKey implements DataKeySource {
    private final KeyService keys;
    private final KmsActor actor;
    private final KeyArn key;
    private final Map<String, String> context;

    GrantedKey(KeyService keys, KmsActor actor, KeyArn key, Map<String, String> context) {
        this.keys = keys;
        this.actor = actor;
        this.key = key;
        this.context = Map.copyOf(context);
    }

    @Override
    public DataKey generate() {
        return keys.generateDataKey(actor, key, context);
    }

    @Override
    public byte[] decrypt(byte[] ciphertextBlob) {
        return keys.decrypt(actor, key, ciphertextBlob, context);
    }

    @Override
    public long epoch() {
        return keys.epoch(key);
    }
}
