package io.hydrant.jq.json;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/** The bytes between two quotes, and what they mean. */
final class StringToken {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    void add(byte b) {
        bytes.write(b);
    }

    /** The text; afterwards there are no bytes. */
    String take(Function<String, BadJson> bad) {
        // One char a byte; what is no ASCII goes back to bytes before it is read as UTF-8.
        String raw = bytes.toString(StandardCharsets.ISO_8859_1);
        bytes.reset();
        StringBuilder text = new StringBuilder(raw.length());
        int from = 0;
        for (int i = raw.indexOf('\\'); i >= 0; i = raw.indexOf('\\', from)) {
            utf8(raw, from, i, text);
            from = i + 2;
            char c = i + 1 < raw.length() ? raw.charAt(i + 1) : 0;
            switch (c) {
                case '"', '\\', '/' -> text.append(c);
                case 'b' -> text.append('\b');
                case 'f' -> text.append('\f');
                case 'n' -> text.append('\n');
                case 'r' -> text.append('\r');
                case 't' -> text.append('\t');
                case 'u' -> {
                    char unit = hex(raw, from, bad);
                    from += 4;
                    text.append(unit);
                    if (Character.isHighSurrogate(unit)) {
                        text.append(low(raw, from, bad));
                        from += 6;
                    }
                }
                default -> throw bad.apply("Invalid escape");
            }
        }
        utf8(raw, from, raw.length(), text);
        return Unicode.wellFormed(text.toString());
    }

    private static void utf8(String raw, int from, int to, StringBuilder text) {
        text.append(Unicode.decode(raw.substring(from, to).getBytes(StandardCharsets.ISO_8859_1)));
    }

    /** The second half of a pair of surrogates. */
    private static char low(String raw, int from, Function<String, BadJson> bad) {
        boolean isEscape = from + 6 <= raw.length() && raw.startsWith("\\u", from);
        char unit = isEscape ? hex(raw, from + 2, bad) : 0;
        if (!Character.isLowSurrogate(unit)) {
            throw bad.apply("Invalid \\uXXXX\\uXXXX surrogate pair escape");
        }
        return unit;
    }

    private static char hex(String raw, int from, Function<String, BadJson> bad) {
        if (from + 4 > raw.length()) {
            throw bad.apply("Invalid \\uXXXX escape");
        }
        int value = 0;
        for (int i = from; i < from + 4; i++) {
            int digit = Character.digit(raw.charAt(i), 16);
            if (digit < 0) {
                throw bad.apply("Invalid characters in \\uXXXX escape");
            }
            value = value << 4 | digit;
        }
        return (char) value;
    }
}
