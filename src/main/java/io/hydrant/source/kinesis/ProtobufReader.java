package io.hydrant.source.kinesis;

import java.nio.charset.StandardCharsets;

/**
 * Reads the fields of one protobuf message, one after the other. For one thread.
 *
 * @see <a href="https://protobuf.dev/programming-guides/encoding/">Encoding</a>
 */
final class ProtobufReader {
    private static final int VARINT = 0;
    private static final int EIGHT_BYTES = 1;
    private static final int LENGTH_DELIMITED = 2;
    private static final int FOUR_BYTES = 5;

    private final byte[] data;
    private final int start;
    private final int end;
    private int at;
    private int field;
    private int wireType;

    /** A message from {@code start} to before {@code end}. */
    ProtobufReader(byte[] data, int start, int end) {
        this.data = data;
        this.start = start;
        this.end = end;
        this.at = start;
    }

    /** Bytes that are no message. */
    static final class MalformedException extends RuntimeException {
        private static final long serialVersionUID = 1;

        MalformedException() {
            super("no protobuf message", null, false, false);
        }
    }

    /** Goes to the next field; false at the end. Its value must be read, or skipped, before the next call. */
    boolean nextField() {
        if (at == end) {
            return false;
        }
        long tag = varint();
        field = (int) (tag >>> 3);
        wireType = (int) (tag & 7);
        return true;
    }

    /** The number of the field. */
    int field() {
        return field;
    }

    /** Its value, a number. */
    long number() {
        expect(wireType == VARINT);
        return varint();
    }

    /** Its value, a text. */
    String text() {
        ProtobufReader bytes = message();
        return new String(data, bytes.offset(), bytes.length(), StandardCharsets.UTF_8);
    }

    /** Its value, a message or bytes. */
    ProtobufReader message() {
        expect(wireType == LENGTH_DELIMITED);
        long length = varint();
        expect(length >= 0 && length <= end - at);
        ProtobufReader inner = new ProtobufReader(data, at, at + (int) length);
        at += (int) length;
        return inner;
    }

    /** Ignores its value. */
    void skip() {
        switch (wireType) {
            case VARINT -> varint();
            case EIGHT_BYTES -> advance(8);
            case LENGTH_DELIMITED -> message();
            case FOUR_BYTES -> advance(4);
            default -> throw new MalformedException();
        }
    }

    /** Where the message begins. */
    int offset() {
        return start;
    }

    /** How many bytes the message has. */
    int length() {
        return end - start;
    }

    private void advance(int count) {
        expect(count <= end - at);
        at += count;
    }

    private long varint() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            expect(at < end);
            byte b = data[at++];
            value |= (long) (b & 0x7f) << shift;
            if (b >= 0) {
                return value;
            }
        }
        throw new MalformedException();
    }

    private static void expect(boolean holds) {
        if (!holds) {
            throw new MalformedException();
        }
    }
}
