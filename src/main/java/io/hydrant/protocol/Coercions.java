package io.hydrant.protocol;

import java.math.BigInteger;
import java.util.Base64;
import java.util.Locale;

import io.hydrant.aws.AwsError;
import io.hydrant.aws.AwsException;

/** How AWS's front end turns one JSON value into another type, and what it says when it cannot. */
final class Coercions {
    /** What a list is answered where no list belongs. */
    static final String NO_LIST = "Start of list found where not expected";
    /** What an object is answered where no structure or map belongs. */
    static final String NO_STRUCTURE = "Start of structure or map found where not expected.";

    private static final int LONGEST_EXACT = 18;

    private Coercions() {}

    /** A {@code SerializationException} with its text. */
    static AwsException refused(String text) {
        return new AwsException(AwsError.client("SerializationException", text));
    }

    /** A {@code SerializationException} without a text: the body is not a JSON object. */
    static AwsException notJson() {
        return new AwsException(AwsError.client("SerializationException"));
    }

    /** A JSON number as a whole number: fractions are cut off, and what does not fit is clamped. */
    static long toLong(String number) {
        boolean negative = number.startsWith("-");
        boolean whole = number.chars().skip(negative ? 1 : 0).allMatch(c -> c >= '0' && c <= '9');
        if (!whole) {
            double value = Double.parseDouble(number);
            if (Double.isNaN(value)) {
                throw notJson();
            }
            return (long) value;
        }
        int digits = number.length() - (negative ? 1 : 0);
        if (digits <= LONGEST_EXACT) {
            return Long.parseLong(number);
        }
        if (digits > LONGEST_EXACT + 1) {
            return negative ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
        BigInteger value = new BigInteger(number);
        return value.bitLength() < Long.SIZE ? value.longValue() : negative ? Long.MIN_VALUE : Long.MAX_VALUE;
    }

    /** A JSON number between two bounds. */
    static long clamp(long value, long min, long max) {
        return Math.max(min, Math.min(max, value));
    }

    /** A text as a truth value. */
    static boolean toBoolean(String text) {
        String upper = text.toUpperCase(Locale.ROOT);
        return switch (upper) {
            case "TRUE", "YES", "1" -> true;
            case "FALSE", "NO", "0" -> false;
            default -> throw refused("'" + upper + "' can not be converted to an Boolean");
        };
    }

    /** The bytes of a base64 text: standard alphabet, padded, no line breaks. */
    static byte[] toBytes(String text) {
        int length = text.length();
        if (length % 4 != 0) {
            throw noBlob(text, "Base64 encoded length is expected a multiple of 4 bytes but found: " + length);
        }
        int end = text.endsWith("==") ? length - 2 : text.endsWith("=") ? length - 1 : length;
        for (int i = 0; i < end; i++) {
            if (digit(text.charAt(i)) < 0) {
                throw noBlob(text, "Invalid Base64 character: '" + text.charAt(i) + "'");
            }
        }
        int unusedBits = end == length ? 0 : end == length - 1 ? 0b11 : 0b1111;
        if (unusedBits != 0 && (digit(text.charAt(end - 1)) & unusedBits) != 0) {
            throw noBlob(text, "Invalid last non-pad Base64 character dectected");
        }
        return Base64.getDecoder().decode(text);
    }

    private static AwsException noBlob(String text, String why) {
        return refused("'" + text + "' can not be converted to a Blob: " + why);
    }

    private static int digit(char c) {
        if (c >= 'A' && c <= 'Z') {
            return c - 'A';
        }
        if (c >= 'a' && c <= 'z') {
            return c - 'a' + 26;
        }
        if (c >= '0' && c <= '9') {
            return c - '0' + 52;
        }
        return c == '+' ? 62 : c == '/' ? 63 : -1;
    }
}
