package io.hydrant.service.sts;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.SplittableRandom;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Ids and secrets in AWS's forms. The secrets guard nothing: no signature is ever verified. */
final class Ids {
    private static final String ID_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final String SECRET_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    private static final SplittableRandom RANDOM = new SplittableRandom();

    private Ids() {}

    static String accessKeyId() {
        return "ASIA" + random(16, ID_LETTERS);
    }

    static String secret() {
        return random(40, SECRET_LETTERS);
    }

    /** The unique id of a principal: the same for the same {@code arn}. */
    static String principalId(String prefix, String arn) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(arn.getBytes(UTF_8));
            StringBuilder id = new StringBuilder(prefix);
            for (int i = 0; i < 16; i++) {
                id.append(ID_LETTERS.charAt(digest[i] & 31));
            }
            return id.toString();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    private static synchronized String random(int length, String letters) {
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(letters.charAt(RANDOM.nextInt(letters.length())));
        }
        return text.toString();
    }
}
