package io.hydrant.protocol;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

import org.jspecify.annotations.Nullable;

/**
 * Reads the common form of a JSON body for a {@link FastPath}, byte by byte: white space anywhere, ASCII without escapes, valid
 * standard base64. Everything else is left to the general parser, which must read the same out of what is read here. A body that ends
 * early throws {@link ArrayIndexOutOfBoundsException}. Reusable, not thread-safe.
 */
public final class CommonForm {
    private static final byte[] NOTHING = {};
    private static final Base64.Decoder BASE64 = Base64.getDecoder();

    private byte[] body = NOTHING;
    private int at;
    private int lastLength;

    /** Begins to read {@code whole}. */
    public void begin(byte[] whole) {
        body = whole;
        at = 0;
        lastLength = 0;
    }

    /** Forgets the body. */
    public void end() {
        body = NOTHING;
    }

    /** Takes {@code c} if it stands next, behind white space. */
    public boolean take(char c) {
        skipSpace();
        if (at < body.length && body[at] == c) {
            at++;
            return true;
        }
        return false;
    }

    /** Whether nothing but white space follows. */
    public boolean isAtEnd() {
        skipSpace();
        return at == body.length;
    }

    private void skipSpace() {
        while (at < body.length && (body[at] == ' ' || body[at] == '\n' || body[at] == '\r' || body[at] == '\t')) {
            at++;
        }
    }

    /** Takes the name of a member and its closing quote if it stands here. */
    public boolean takeName(byte[] name) {
        int end = at + name.length;
        if (end >= body.length || body[end] != '"') {
            return false;
        }
        for (int i = 0; i < name.length; i++) {
            if (body[at + i] != name[i]) {
                return false;
            }
        }
        at = end + 1;
        return true;
    }

    /** The name of a stream: letters, digits, underscores, dots and dashes; null for another text. */
    public @Nullable String name(int longest) {
        byte[] text = text(longest);
        if (text == null) {
            return null;
        }
        for (byte b : text) {
            boolean legal = (b >= 'a' && b <= 'z')
                    || (b >= 'A' && b <= 'Z')
                    || (b >= '0' && b <= '9')
                    || b == '_'
                    || b == '.'
                    || b == '-';
            if (!legal) {
                return null;
            }
        }
        return new String(text, StandardCharsets.ISO_8859_1);
    }

    /** A text of one printable ASCII character or more; null for any other. */
    public byte @Nullable [] text(int longest) {
        if (!take('"')) {
            return null;
        }
        int start = at;
        for (byte b = body[at]; b != '"'; b = body[++at]) {
            if (b < ' ' || b == '\\') {
                return null;
            }
        }
        int length = at - start;
        at++;
        return length >= 1 && length <= longest ? Arrays.copyOfRange(body, start, start + length) : null;
    }

    /** The bytes of a text in base64; null when it is none. */
    public byte @Nullable [] base64() {
        if (!take('"')) {
            return null;
        }
        int start = at;
        // Looking for the closing quote costs more than decoding. Records of a batch are often of one size, and a
        // record alone mostly ends with the body: "}}. A wrong guess mostly hits the quote of the next record's
        // first member; one that hits a later quote fails to decode.
        int guess = lastLength > 0 ? start + lastLength : body.length - 3;
        if (guess > start && guess < body.length && body[guess] == '"' && body[guess - 1] != '{') {
            byte[] data = base64(start, guess);
            if (data != null) {
                return data;
            }
        }
        int end = start;
        while (body[end] != '"') {
            end++;
        }
        return base64(start, end);
    }

    private byte @Nullable [] base64(int start, int end) {
        int length = end - start;
        int padding = padding(start, end);
        if ((length & 3) != 0 || !endsCanonically(end, padding)) {
            return null;
        }
        ByteBuffer decoded;
        try {
            decoded = BASE64.decode(ByteBuffer.wrap(body, start, length));
        } catch (IllegalArgumentException e) {
            return null;
        }
        at = end + 1;
        lastLength = length;
        byte[] data = decoded.array();
        return data.length == decoded.remaining() ? data : Arrays.copyOf(data, decoded.remaining());
    }

    private int padding(int start, int end) {
        if (end == start || body[end - 1] != '=') {
            return 0;
        }
        return body[end - 2] == '=' ? 2 : 1;
    }

    /** Whether the bits that padding leaves over are zero, as the service demands. */
    private boolean endsCanonically(int end, int padding) {
        return switch (padding) {
            case 0 -> true;
            case 1 -> "AEIMQUYcgkosw048".indexOf(body[end - 2]) >= 0;
            default -> "AQgw".indexOf(body[end - 3]) >= 0;
        };
    }

    /** The bytes of a member's name. */
    public static byte[] bytes(String name) {
        return name.getBytes(StandardCharsets.US_ASCII);
    }
}
