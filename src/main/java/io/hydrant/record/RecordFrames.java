package io.hydrant.record;

import java.util.Arrays;

/**
 * The records of one put while it is being read, or of one read: each a four-byte big-endian length and its bytes. They are copied
 * together, or stand together in an array whose bytes never change. Reusable, not thread-safe.
 */
public final class RecordFrames {
    private byte[] own = new byte[4096];
    private byte[] data = own;
    private int from;
    private int[] ends = new int[16];
    private int length;
    private int count;

    /** Forgets what is inside. */
    public void clear() {
        data = own;
        from = 0;
        length = 0;
        count = 0;
    }

    /**
     * Makes space for a record of up to {@code bytes} and returns where it begins in {@link #data}. Records that are shared are
     * copied then.
     */
    public int begin(int bytes) {
        int needed = length + 4 + bytes;
        boolean shared = isShared();
        if (shared || needed > data.length) {
            byte[] space = shared && needed <= own.length ? own : new byte[Math.max(needed, own.length * 2)];
            System.arraycopy(data, from, space, 0, length);
            own = space;
            data = space;
            from = 0;
        }
        return length + 4;
    }

    /**
     * Adds a record that stands in {@code array} from {@code at} on, behind its length, and stays there unchanged.
     *
     * @return false if it does not follow the last one there
     */
    @SuppressWarnings("ReferenceEquality") // one and the same array
    public boolean share(byte[] array, int at, int bytes) {
        if (count == 0) {
            data = array;
            from = at - 4;
        } else if (data != array || at - 4 != from + length) {
            return false;
        }
        note(bytes);
        return true;
    }

    /** Whether the records stand in an array whose bytes never change. */
    @SuppressWarnings("ReferenceEquality") // one and the same array
    public boolean isShared() {
        return data != own;
    }

    /** Ends the record that was begun: it has {@code bytes}. */
    public void end(int bytes) {
        data[length] = (byte) (bytes >>> 24);
        data[length + 1] = (byte) (bytes >>> 16);
        data[length + 2] = (byte) (bytes >>> 8);
        data[length + 3] = (byte) bytes;
        note(bytes);
    }

    private void note(int bytes) {
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

    /** The frames, from index {@link #from} on; not copied, and replaced when {@link #begin} needs space. */
    public byte[] data() {
        return data;
    }

    /** Where the frames begin; 0 if they are copied. */
    public int from() {
        return from;
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
