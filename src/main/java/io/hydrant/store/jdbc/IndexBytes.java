package io.hydrant.store.jdbc;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/** Numbers and texts as the index of a row has them, read from some bytes on. Numbers take as few bytes as they need. */
final class IndexBytes {
    private final byte[] bytes;
    private int at;

    IndexBytes(byte[] bytes, int at) {
        this.bytes = bytes;
        this.at = at;
    }

    /** Where it reads next. */
    int at() {
        return at;
    }

    byte readByte() {
        return bytes[at++];
    }

    /** What {@link #writeNumber} wrote. */
    long readNumber() {
        long number = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = bytes[at++];
            number |= (next & 127L) << shift;
            if (next >= 0) {
                return number;
            }
        }
    }

    /** What {@link #writeSigned} wrote. */
    long readSigned() {
        long number = readNumber();
        return (number >>> 1) ^ -(number & 1);
    }

    String readText() throws IOException {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes, at, bytes.length - at))) {
            String text = in.readUTF();
            at = bytes.length - in.available();
            return text.intern();
        }
    }

    /** Seven bits a byte, the lowest first. */
    static void writeNumber(DataOutputStream out, long number) throws IOException {
        long left = number;
        while ((left & ~127L) != 0) {
            out.writeByte((int) ((left & 127) | 128));
            left >>>= 7;
        }
        out.writeByte((int) left);
    }

    /** One near zero takes few bytes on both sides of it. */
    static void writeSigned(DataOutputStream out, long number) throws IOException {
        writeNumber(out, (number << 1) ^ (number >> 63));
    }
}
