package io.hydrant.record;

import java.util.Arrays;

/**
 * The records of one put while it is being read: each a four-byte big-endian length and its bytes. Reusable, not thread-safe.
 */
public final class RecordFrames {
    private byte[] data = new byte[4096];
    private int[] ends = new int[16];
    private int length;
    private int count;

    /** Forgets what is inside. */
    public void clear() {
        length = 0;
        count = 0;
    }

    /** Makes space for a record of up to {@code bytes} and returns where it begins in {@link #data}. */
    public int begin(int bytes) {
        int needed = length + 4 + bytes;
        if (needed > data.length) {
            data = Arrays.copyOf(data, Math.max(needed, data.length * 2));
        }
        return length + 4;
    }

    /** Ends the record that was begun: it has {@code bytes}. */
    public void end(int bytes) {
        data[length] = (byte) (bytes >>> 24);
        data[length + 1] = (byte) (bytes >>> 16);
        data[length + 2] = (byte) (bytes >>> 8);
        data[length + 3] = (byte) bytes;
        length += 4 + bytes;
        if (count == ends.length) {
            ends = Arrays.copyOf(ends, count * 2);
        }
        ends[count++] = length;
    }

    /** Adds a whole record. */
    public void add(byte[] record) {
        int at = begin(record.length);
        System.arraycopy(record, 0, data, at, record.length);
        end(record.length);
    }

    /** The frames, from index 0 on; not copied, and replaced when {@link #begin} needs space. */
    public byte[] data() {
        return data;
    }

    /** How many records. */
    public int count() {
        return count;
    }

    /** The framed length of the first {@code records}. */
    public int lengthOf(int records) {
        return records == 0 ? 0 : ends[records - 1];
    }

    /** The bytes of the first {@code records}, without their lengths. */
    public int bytesOf(int records) {
        return lengthOf(records) - 4 * records;
    }
}
