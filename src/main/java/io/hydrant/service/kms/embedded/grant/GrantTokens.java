package io.hydrant.service.kms.embedded.grant;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;

import io.hydrant.service.kms.embedded.key.KmsErrors;

/** Tokens that name a grant; each is new, all of one grant are interchangeable, none is secret. */
public final class GrantTokens {
    private static final String PREFIX = "hydrant.1|";

    private GrantTokens() {}

    static String issue(SecureRandom random, String keyArn, String grantId) {
        byte[] nonce = new byte[12];
        random.nextBytes(nonce);
        String text = PREFIX
                + keyArn
                + '|'
                + grantId
                + '|'
                + Base64.getUrlEncoder().withoutPadding().encodeToString(nonce);
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** What a token names. */
    public record Named(String keyArn, String grantId) {}

    /**
     * Reads a token.
     *
     * @throws io.hydrant.aws.AwsException {@code InvalidGrantTokenException} for what was never a token
     */
    public static Named read(String token) {
        try {
            String text = new String(Base64.getDecoder().decode(token), StandardCharsets.US_ASCII);
            String[] parts = text.split("\\|", -1);
            if (text.startsWith(PREFIX) && parts.length == 4) {
                return new Named(parts[1], parts[2]);
            }
        } catch (IllegalArgumentException e) {
            throw KmsErrors.invalidGrantToken();
        }
        throw KmsErrors.invalidGrantToken();
    }
}
