package io.hydrant.service.kms.embedded.use;

import java.security.KeyPair;
import java.util.List;
import java.util.Map;

import io.hydrant.service.kms.embedded.crypto.Signatures;
import io.hydrant.service.kms.embedded.key.Key;
import io.hydrant.service.kms.embedded.key.KeyUsage;
import io.hydrant.service.kms.embedded.key.KmsCall;
import io.hydrant.service.kms.embedded.key.KmsErrors;

/** Signatures under asymmetric keys. Access is decided under the lock, the arithmetic is done outside. Thread-safe. */
public final class Signing {
    private final KeyOpening keys;

    public Signing(KeyOpening keys) {
        this.keys = keys;
    }

    /**
     * What is signed.
     *
     * @param type {@code RAW}, {@code DIGEST} or {@code EXTERNAL_MU}
     */
    @SuppressWarnings("ArrayRecordComponent") // a carrier between two rooms, never compared
    public record Message(byte[] bytes, String type) {
        @Override
        public String toString() {
            return "Message[" + type + "]";
        }
    }

    /** A signature, and the key that made it. */
    @SuppressWarnings("ArrayRecordComponent") // a carrier between two rooms, never compared
    public record Signed(String keyArn, byte[] signature) {}

    /**
     * Signs a message or its digest.
     *
     * @throws io.hydrant.aws.AwsException {@code ValidationException}, {@code InvalidKeyUsageException}, {@code
     *     UnsupportedOperationException}, {@code DryRunOperationException}, or as {@link Cryptography#encrypt}
     */
    public Signed sign(KmsCall call, String keyId, Message message, String algorithm) {
        Key key = open(call, keyId, "Sign", message, algorithm);
        byte[] input = input(message, algorithm);
        KeyPair pair = keys.state.pair(key);
        call.stopIfDryRun();
        return new Signed(key.arn(), Signatures.sign(pair, algorithm, input, keys.state.random()));
    }

    /**
     * Verifies a signature, and answers the key's ARN.
     *
     * @throws io.hydrant.aws.AwsException {@code KMSInvalidSignatureException}, or as {@link #sign}
     */
    public String verify(KmsCall call, String keyId, Message message, String algorithm, byte[] signature) {
        Key key = open(call, keyId, "Verify", message, algorithm);
        byte[] input = input(message, algorithm);
        if (!Signatures.verify(keys.state.pair(key), algorithm, input, signature)) {
            throw KmsErrors.invalidSignature();
        }
        call.stopIfDryRun();
        return key.arn();
    }

    private Key open(KmsCall call, String keyId, String operation, Message message, String algorithm) {
        return keys.open(
                        call,
                        keyId,
                        new KeyOpening.Wanted(
                                operation,
                                KeyUsage.SIGN_VERIFY,
                                algorithm,
                                "kms:SigningAlgorithm",
                                Map.of("kms:MessageType", List.of(message.type()))))
                .key();
    }

    /** Source for the lengths: recorded on AWS, April 2023; for the types: API reference, Sign; their text is a guess. */
    private static byte[] input(Message message, String algorithm) {
        if (algorithm.startsWith("ML_DSA")) {
            return message.bytes(); // refused with the key spec
        }
        boolean fits =
                switch (message.type()) {
                    case "RAW" -> !algorithm.equals("ED25519_PH_SHA_512");
                    case "DIGEST" -> !Signatures.isOfMessages(algorithm);
                    default -> false;
                };
        if (!fits) {
            throw KmsErrors.validation(
                    "MessageType " + message.type() + " is not valid for algorithm " + algorithm + '.');
        }
        if (message.type().equals("DIGEST") && message.bytes().length != Signatures.digestLength(algorithm)) {
            throw KmsErrors.validation("Digest is invalid length for algorithm " + algorithm + '.');
        }
        return message.type().equals("DIGEST") || Signatures.isOfMessages(algorithm)
                ? message.bytes()
                : Signatures.digest(algorithm, message.bytes());
    }
}
