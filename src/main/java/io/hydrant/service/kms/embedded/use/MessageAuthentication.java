package io.hydrant.service.kms.embedded.use;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Map;
import javax.crypto.Mac;

import io.hydrant.service.kms.embedded.key.KeyUsage;
import io.hydrant.service.kms.embedded.key.KmsCall;
import io.hydrant.service.kms.embedded.key.KmsErrors;

/** Message authentication codes under HMAC keys. Thread-safe. */
public final class MessageAuthentication {
    private final KeyOpening keys;

    public MessageAuthentication(KeyOpening keys) {
        this.keys = keys;
    }

    /** A code, and the key that made it. */
    @SuppressWarnings("ArrayRecordComponent") // a carrier between two rooms, never compared
    public record Code(String keyArn, byte[] mac) {}

    /**
     * Makes a code.
     *
     * @throws io.hydrant.aws.AwsException {@code InvalidKeyUsageException}, {@code DryRunOperationException}, or as {@link
     *     Cryptography#encrypt}
     */
    public Code generate(KmsCall call, String keyId, byte[] message, String algorithm) {
        KeyOpening.Opened opened = open(call, keyId, "GenerateMac", algorithm);
        call.stopIfDryRun();
        return new Code(opened.key().arn(), code(opened, message, algorithm));
    }

    /**
     * Verifies a code, and answers the key's ARN.
     *
     * @throws io.hydrant.aws.AwsException {@code KMSInvalidMacException}, or as {@link #generate}
     */
    public String verify(KmsCall call, String keyId, byte[] message, String algorithm, byte[] mac) {
        KeyOpening.Opened opened = open(call, keyId, "VerifyMac", algorithm);
        if (!MessageDigest.isEqual(code(opened, message, algorithm), mac)) {
            throw KmsErrors.invalidMac();
        }
        call.stopIfDryRun();
        return opened.key().arn();
    }

    private KeyOpening.Opened open(KmsCall call, String keyId, String operation, String algorithm) {
        return keys.open(
                call,
                keyId,
                new KeyOpening.Wanted(
                        operation, KeyUsage.GENERATE_VERIFY_MAC, algorithm, "kms:MacAlgorithm", Map.of()));
    }

    private static byte[] code(KeyOpening.Opened opened, byte[] message, String algorithm) {
        try {
            Mac mac = Mac.getInstance(algorithm.replace("HMAC_SHA_", "HmacSHA"));
            mac.init(opened.material().orElseThrow().secret());
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The JDK has no " + algorithm, e);
        }
    }
}
