package io.hydrant.store.codec;

import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Names of members that users choose. A name that begins with a dollar gets one more. A name with half a surrogate pair, which no
 * reader of JSON takes as a name, is written in hexadecimal digits after {@code $utf16:}.
 */
final class MemberName {
    private static final String UTF16 = "$utf16:";

    private MemberName() {}

    static String escaped(String name) {
        if (!isUnicode(name)) {
            return UTF16 + HexFormat.of().formatHex(utf16(name));
        }
        return name.startsWith("$") ? "$" + name : name;
    }

    static String unescaped(String name) {
        if (name.startsWith(UTF16)) {
            return utf16(HexFormat.of().parseHex(name, UTF16.length(), name.length()));
        }
        return name.startsWith("$") ? name.substring(1) : name;
    }

    private static boolean isUnicode(String name) {
        try {
            return StandardCharsets.UTF_8
                            .newEncoder()
                            .encode(CharBuffer.wrap(name))
                            .hasRemaining()
                    || name.isEmpty();
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static byte[] utf16(String name) {
        byte[] bytes = new byte[2 * name.length()];
        for (int i = 0; i < name.length(); i++) {
            bytes[2 * i] = (byte) (name.charAt(i) >> 8);
            bytes[2 * i + 1] = (byte) name.charAt(i);
        }
        return bytes;
    }

    private static String utf16(byte[] bytes) {
        StringBuilder name = new StringBuilder(bytes.length / 2);
        for (int i = 0; i + 1 < bytes.length; i += 2) {
            name.append((char) ((bytes[i] << 8) | (bytes[i + 1] & 0xff)));
        }
        return name.toString();
    }
}
