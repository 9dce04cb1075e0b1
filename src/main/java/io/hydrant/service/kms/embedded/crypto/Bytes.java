package io.hydrant.service.kms.embedded.crypto;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;

/** Numbers as bytes of a fixed length, and bytes one after the other. */
final class Bytes {
    private Bytes() {}

    /** {@code number}, which is not negative, in exactly {@code length} bytes, the most significant first. */
    static byte[] bigEndian(BigInteger number, int length) {
        byte[] exact = new byte[length];
        byte[] raw = number.toByteArray();
        int used = Math.min(raw.length, length);
        System.arraycopy(raw, raw.length - used, exact, length - used, used);
        return exact;
    }

    /** {@code number} in exactly {@code length} bytes, the least significant first. */
    static byte[] littleEndian(BigInteger number, int length) {
        return reversed(bigEndian(number, length));
    }

    static BigInteger fromLittleEndian(byte[] bytes) {
        return new BigInteger(1, reversed(bytes));
    }

    static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static byte[] reversed(byte[] bytes) {
        byte[] reversed = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            reversed[i] = bytes[bytes.length - 1 - i];
        }
        return reversed;
    }
}
