package io.hydrant.processing.lambda;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonParser;

/** Base64 in an answer. */
final class Base64Text {
    private Base64Text() {}

    /**
     * Decodes the text that {@code json} is at, straight from the bytes that it parses where it can; white space between the
     * digits is ignored.
     *
     * @return empty if that is no base64
     */
    static Optional<byte[]> read(JsonParser json, byte[] body) throws IOException {
        long quote = json.currentTokenLocation().getByteOffset();
        if (quote >= 0 && quote < body.length && body[(int) quote] == '"') {
            int from = (int) quote + 1;
            int end = from;
            while (end < body.length && body[end] != '"' && body[end] != '\\') {
                end++;
            }
            if (end < body.length && body[end] == '"') {
                return decode(body, from, end - from);
            }
        }
        byte[] text = json.getText().getBytes(StandardCharsets.UTF_8);
        return decode(text, 0, text.length);
    }

    private static Optional<byte[]> decode(byte[] text, int from, int length) {
        try {
            ByteBuffer decoded = Base64.getDecoder().decode(ByteBuffer.wrap(text, from, length));
            byte[] bytes = decoded.array();
            return Optional.of(decoded.limit() == bytes.length ? bytes : Arrays.copyOf(bytes, decoded.limit()));
        } catch (IllegalArgumentException e) {
            byte[] dense = withoutSpace(text, from, length);
            return dense.length == length ? Optional.empty() : decode(dense, 0, dense.length);
        }
    }

    private static byte[] withoutSpace(byte[] text, int from, int length) {
        byte[] dense = new byte[length];
        int count = 0;
        for (int i = from; i < from + length; i++) {
            if (text[i] < 0 || text[i] > ' ') {
                dense[count++] = text[i];
            }
        }
        return Arrays.copyOf(dense, count);
    }
}
