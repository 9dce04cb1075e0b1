package io.hydrant.processing.lambda;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/** A text that should be base64: {@code length} bytes of {@code bytes}, which nobody changes. */
record Base64Text(byte[] bytes, int from, int length) {
    /** What the text stands for; white space between the digits is ignored. Empty if that is no base64. */
    Optional<byte[]> decode() {
        try {
            ByteBuffer decoded = Base64.getDecoder().decode(ByteBuffer.wrap(bytes, from, length));
            byte[] plain = decoded.array();
            return Optional.of(decoded.limit() == plain.length ? plain : Arrays.copyOf(plain, decoded.limit()));
        } catch (IllegalArgumentException e) {
            byte[] dense = withoutSpace();
            return dense.length == length ? Optional.empty() : new Base64Text(dense, 0, dense.length).decode();
        }
    }

    private byte[] withoutSpace() {
        byte[] dense = new byte[length];
        int count = 0;
        for (int i = from; i < from + length; i++) {
            if (bytes[i] < 0 || bytes[i] > ' ') {
                dense[count++] = bytes[i];
            }
        }
        return Arrays.copyOf(dense, count);
    }
}
