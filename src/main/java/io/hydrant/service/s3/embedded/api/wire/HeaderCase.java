package io.hydrant.service.s3.embedded.api.wire;

import java.util.Locale;

/**
 * How AWS writes the names of headers in answers: {@code ETag}, {@code Last-Modified}, and {@code x-amz-} in lower case. Seen in
 * recordings of AWS by others; a few clients look for these very letters.
 */
final class HeaderCase {
    private HeaderCase() {}

    /** {@code name} as AWS writes it. */
    static String of(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.startsWith("x-amz-")) {
            return lower;
        }
        if (lower.equals("etag")) {
            return "ETag";
        }
        StringBuilder written = new StringBuilder(lower);
        for (int i = 0; i < lower.length(); i++) {
            if (i == 0 || lower.charAt(i - 1) == '-') {
                written.setCharAt(i, Character.toUpperCase(lower.charAt(i)));
            }
        }
        return written.toString();
    }
}
