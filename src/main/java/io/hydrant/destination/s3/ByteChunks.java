package io.hydrant.destination.s3;

import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

import io.hydrant.service.s3.ObjectBody;

/** Collects an object's bytes in a list of arrays: nothing is copied when there is no more room. For one thread. */
final class ByteChunks extends OutputStream {
    /**
     * The size of a chunk. The collector waits until an array is cleared, so a chunk is not huge. Arrays from the size that
     * {@code scripts/hydrant} sets are allocated in the old generation, so the collector does not copy a chunk.
     */
    private static final int LARGEST = 1 << 22;

    private static final int SMALLEST_NEXT = 1 << 16;

    private final List<byte[]> full = new ArrayList<>();
    private final long expected;
    private byte[] chunk;
    private int used;
    private long length;

    /** @param expected how many bytes will come, if that is known; 0 or more. Exactly as many are held without a copy. */
    ByteChunks(long expected) {
        this.expected = expected;
        this.chunk = new byte[(int) Math.min(LARGEST, expected)];
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] data, int offset, int count) {
        Objects.checkFromIndexSize(offset, count, data.length);
        int from = offset;
        int left = count;
        while (left > 0) {
            if (used == chunk.length) {
                next();
            }
            int fits = Math.min(left, chunk.length - used);
            System.arraycopy(data, from, chunk, used, fits);
            used += fits;
            length += fits;
            from += fits;
            left -= fits;
        }
    }

    private void next() {
        if (used > 0) {
            full.add(chunk);
        }
        long wanted = expected > length ? expected - length : Math.max(SMALLEST_NEXT, length);
        chunk = new byte[(int) Math.min(LARGEST, wanted)];
        used = 0;
    }

    /** How many bytes were written. */
    long length() {
        return length;
    }

    /** Everything written; afterwards nothing more may be. */
    ObjectBody body() {
        List<byte[]> parts = new ArrayList<>(full);
        if (used > 0) {
            parts.add(used == chunk.length ? chunk : Arrays.copyOf(chunk, used));
        }
        return ObjectBody.of(parts);
    }
}
