package io.hydrant.service.kms.embedded.use;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.spec.InvalidKeySpecException;
import java.util.Map;
import javax.crypto.KeyAgreement;

import io.hydrant.service.kms.embedded.key.Key;
import io.hydrant.service.kms.embedded.key.KeyUsage;
import io.hydrant.service.kms.embedded.key.KmsCall;
import io.hydrant.service.kms.embedded.key.KmsErrors;

/** Secrets that a key shares with the holder of another key on its curve. Thread-safe. */
public final class SharedSecrets {
    private final KeyOpening keys;

    public SharedSecrets(KeyOpening keys) {
        this.keys = keys;
    }

    /** A secret, and the key that it was derived with. */
    @SuppressWarnings("ArrayRecordComponent") // a carrier between two rooms, never compared
    public record Shared(String keyArn, String keyOrigin, byte[] secret) {
        @Override
        public String toString() {
            return "Shared[" + keyArn + "]";
        }
    }

    /**
     * Derives the raw secret.
     *
     * @param algorithm {@code ECDH}
     * @param publicKey the other side's key, as DER
     * @throws io.hydrant.aws.AwsException {@code ValidationException} without a text for bytes that are no key on the
     *     curve, as recorded on AWS in December 2024; {@code InvalidKeyUsageException}, {@code DryRunOperationException}, or
     *     as {@link Cryptography#encrypt}
     */
    public Shared derive(KmsCall call, String keyId, String algorithm, byte[] publicKey) {
        Key key = keys.open(
                        call,
                        keyId,
                        new KeyOpening.Wanted(
                                "DeriveSharedSecret",
                                KeyUsage.KEY_AGREEMENT,
                                algorithm,
                                "kms:KeyAgreementAlgorithm",
                                Map.of()))
                .key();
        PublicKey other = read(key, publicKey);
        KeyPair own = keys.state.pair(key);
        call.stopIfDryRun();
        try {
            KeyAgreement agreement = KeyAgreement.getInstance(algorithm);
            agreement.init(own.getPrivate());
            agreement.doPhase(other, true);
            return new Shared(key.arn(), key.origin(), agreement.generateSecret());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The JDK has no " + algorithm, e);
        }
    }

    private static PublicKey read(Key key, byte[] der) {
        try {
            return key.spec().keyPairs().publicKey(der);
        } catch (InvalidKeySpecException e) {
            throw KmsErrors.noPublicKey();
        }
    }
}
