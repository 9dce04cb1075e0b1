package io.hydrant.processing.decompression;

import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Unpacks gzip members (RFC 1952), one behind the other, into a buffer of its own. For one thread.
 *
 * <p>Nothing but members may stand in a record: the JDK's stream would ignore what follows the last one.
 */
final class GzipReader implements AutoCloseable {
    /** The most bytes that one record may unpack to; a limit of Hydrant against gzip bombs. */
    static final int MOST = 10 << 20;

    private static final int MAGIC = 0x8b1f;
    private static final int DEFLATE = 8;
    private static final int HEADER_CRC = 2;
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;
    private static final int RESERVED = 0xe0;
    private static final int HEADER = 10;
    private static final int TRAILER = 8;

    private final Inflater inflater = new Inflater(true);
    private final CRC32 sum = new CRC32();
    private byte[] unpacked = new byte[0];
    private int size;

    private byte[] packed = new byte[0];
    private int at;
    private int end;

    /**
     * Unpacks every member; {@link #bytes} and {@link #size} answer what they held, until the next call.
     *
     * @throws GzipException if the bytes are no members, or hold more than {@link #MOST} bytes
     */
    void read(byte[] data, int offset, int length) {
        packed = data;
        at = offset;
        end = offset + length;
        size = 0;
        reserve();
        do {
            skipHeader();
            inflate();
        } while (at < end);
    }

    /** What was read, at its front. */
    byte[] bytes() {
        return unpacked;
    }

    /** How many bytes were read. */
    int size() {
        return size;
    }

    @Override
    public void close() {
        inflater.end();
    }

    /** The last four bytes of a member say how many bytes it holds: mostly the right size of the buffer, never trusted. */
    private void reserve() {
        if (end - at > HEADER + TRAILER) {
            long told = number(end - 4, 4);
            long possible = (long) (end - at) * 1032;
            grow((int) Math.min(MOST, Math.min(told, possible)) + 1);
        }
    }

    private void grow(int capacity) {
        if (capacity > unpacked.length) {
            unpacked = Arrays.copyOf(unpacked, Math.min(MOST + 1, Math.max(capacity, unpacked.length * 2)));
        }
    }

    private void skipHeader() {
        int start = at;
        if (end - at < HEADER
                || number(at, 2) != MAGIC
                || packed[at + 2] != DEFLATE
                || (packed[at + 3] & RESERVED) != 0) {
            throw new GzipException("The record is not in GZIP format.");
        }
        int flags = packed[at + 3];
        at += HEADER;
        if ((flags & EXTRA) != 0) {
            need(2);
            int extra = (int) number(at, 2);
            need(2 + extra);
            at += 2 + extra;
        }
        if ((flags & NAME) != 0) {
            skipText();
        }
        if ((flags & COMMENT) != 0) {
            skipText();
        }
        if ((flags & HEADER_CRC) != 0) {
            need(2);
            sum.reset();
            sum.update(packed, start, at - start);
            check(number(at, 2) == (sum.getValue() & 0xffff));
            at += 2;
        }
    }

    private void skipText() {
        do {
            need(1);
        } while (packed[at++] != 0);
    }

    private void inflate() {
        inflater.reset();
        inflater.setInput(packed, at, end - at);
        int start = size;
        try {
            while (!inflater.finished()) {
                grow(size + 512);
                int count = inflater.inflate(unpacked, size, unpacked.length - size);
                size += count;
                if (size > MOST) {
                    throw new GzipException("The record holds more than " + MOST + " bytes.");
                }
                check(count > 0 || inflater.finished());
            }
        } catch (DataFormatException damaged) {
            throw damaged();
        }
        at = end - inflater.getRemaining();
        need(TRAILER);
        sum.reset();
        sum.update(unpacked, start, size - start);
        check(number(at, 4) == sum.getValue() && number(at + 4, 4) == size - start);
        at += TRAILER;
    }

    private void need(int count) {
        check(end - at >= count);
    }

    private static void check(boolean holds) {
        if (!holds) {
            throw damaged();
        }
    }

    private static GzipException damaged() {
        return new GzipException("The record's GZIP data is damaged or incomplete.");
    }

    /** A number of {@code count} bytes, the lowest first. */
    private long number(int from, int count) {
        long number = 0;
        for (int i = count - 1; i >= 0; i--) {
            number = (number << 8) | (packed[from + i] & 0xff);
        }
        return number;
    }
}
