package io.hydrant.jq.json;

/** Texts as UTF-8 can hold them. */
public final class Unicode {
    private static final int REPLACEMENT = 0xfffd;

    private Unicode() {}

    /** Bytes as text: as jq does, one U+FFFD for what it takes for one bad character. */
    public static String decode(byte[] bytes) {
        StringBuilder text = new StringBuilder(bytes.length);
        int at = 0;
        while (at < bytes.length) {
            int length = length(bytes[at]);
            if (length == 1 && bytes[at] >= 0) {
                text.append((char) bytes[at++]);
                continue;
            }
            int end = Math.min(at + length, bytes.length);
            int next = at + 1;
            while (next < end && (bytes[next] & 0xc0) == 0x80) {
                next++;
            }
            int code = next - at == length && length > 1 ? code(bytes, at, length) : REPLACEMENT;
            text.appendCodePoint(code);
            // A character that the end cuts off is one with all that follows its first byte.
            at = at + length > bytes.length ? bytes.length : next;
        }
        return text.toString();
    }

    private static int length(byte first) {
        int b = first & 0xff;
        return b < 0xc2 || b > 0xf4 ? 1 : b < 0xe0 ? 2 : b < 0xf0 ? 3 : 4;
    }

    private static int code(byte[] bytes, int at, int length) {
        int code = bytes[at] & (0xff >> (length + 1));
        for (int i = 1; i < length; i++) {
            code = (code << 6) | (bytes[at + i] & 0x3f);
        }
        boolean isShort = (length == 3 && code < 0x800) || (length == 4 && code < 0x10000);
        boolean isSurrogate = code >= 0xd800 && code <= 0xdfff;
        return isShort || isSurrogate || code > 0x10ffff ? REPLACEMENT : code;
    }

    /** The text with U+FFFD for each half of a surrogate pair that stands alone. */
    public static String wellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isAlone(text, i)) {
                return replaced(text);
            }
        }
        return text;
    }

    private static boolean isAlone(String text, int at) {
        char c = text.charAt(at);
        if (!Character.isSurrogate(c)) {
            return false;
        }
        boolean paired = Character.isHighSurrogate(c)
                ? at + 1 < text.length() && Character.isLowSurrogate(text.charAt(at + 1))
                : at > 0 && Character.isHighSurrogate(text.charAt(at - 1));
        return !paired;
    }

    private static String replaced(String text) {
        StringBuilder result = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            result.append(isAlone(text, i) ? '\ufffd' : text.charAt(i));
        }
        return result.toString();
    }
}
