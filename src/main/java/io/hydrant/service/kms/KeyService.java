package io.hydrant.service.kms;

import java.util.Map;

/**
 * A KMS, as far as an encrypted delivery stream needs one. Every call may wait for a network; {@link #epoch} never does.
 * Implementations are safe for use by several threads.
 *
 * <p>Encryption contexts are plain maps; order does not matter.
 */
public interface KeyService {
    /**
     * Creates the grant that lets Firehose use {@code key} for data with {@code context} (as a subset constraint).
     *
     * @param name makes a repeated call idempotent
     * @throws KmsException when the key, its policy or the caller's permissions stand against it
     */
    GrantRef createGrant(KmsActor actor, KeyArn key, Map<String, String> context, String name);

    /**
     * Checks that {@code grant} could be retired now, without doing it. A grant that is gone passes.
     *
     * @throws KmsException when KMS would refuse
     */
    void checkRetire(KmsActor actor, GrantRef grant);

    /**
     * Retires {@code grant}. A grant that is gone, or whose key is gone, is retired.
     *
     * @throws KmsException when KMS refuses
     */
    void retireGrant(KmsActor actor, GrantRef grant);

    /**
     * Creates a data key of 256 bits.
     *
     * @throws KmsException when the key, its policy or the grant stand against it
     */
    DataKey generateDataKey(KmsActor actor, KeyArn key, Map<String, String> context);

    /**
     * Encrypts up to 4,096 bytes.
     *
     * @throws KmsException when the key, its policy or the grant stand against it
     */
    byte[] encrypt(KmsActor actor, KeyArn key, byte[] plaintext, Map<String, String> context);

    /**
     * Decrypts what {@link #encrypt} or {@link #generateDataKey} made.
     *
     * @throws KmsException when the key, its policy or the grant stand against it
     */
    byte[] decrypt(KmsActor actor, KeyArn key, byte[] ciphertextBlob, Map<String, String> context);

    /**
     * Whether {@code actor} may do {@code action}, such as {@code kms:Decrypt}, on {@code key}: policies only, no key state.
     *
     * @throws UnsupportedOperationException when this KMS cannot be asked
     */
    boolean allows(KmsActor actor, KeyArn key, String action, Map<String, String> context);

    /**
     * A number that changes whenever the key's state, policy, grants or the identity policies may have changed; constant
     * where that cannot be known. Cheap enough for every put.
     */
    long epoch(KeyArn key);
}
