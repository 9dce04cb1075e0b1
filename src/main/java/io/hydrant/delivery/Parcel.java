package io.hydrant.delivery;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Records in the clear on their way to a destination: what one delivery takes from a buffer. Nobody changes the bytes. */
public final class Parcel {
    private final UUID id;
    private final List<Piece> pieces;
    private final int skipped;
    private final int records;
    private final long bytes;
    private final Instant oldestArrival;

    /**
     * @param id stays the same over all attempts
     * @param pieces oldest first, one or more
     */
    public Parcel(UUID id, List<Piece> pieces) {
        this(id, List.copyOf(pieces), 0);
    }

    private Parcel(UUID id, List<Piece> pieces, int skipped) {
        this.id = id;
        this.pieces = pieces;
        this.skipped = skipped;
        long[] sums = new long[2];
        Instant[] oldest = {pieces.get(0).arrival()};
        forEach((arrival, data, offset, length) -> {
            if (sums[0] == 0) {
                oldest[0] = arrival;
            }
            sums[0]++;
            sums[1] += length;
        });
        this.records = (int) sums[0];
        this.bytes = sums[1];
        this.oldestArrival = oldest[0];
    }

    /** Records that arrived together: from {@code offset} on {@code length} bytes, each record a four-byte length and its bytes. */
    public record Piece(Instant arrival, byte[] frames, int offset, int length) {}

    /** Sees one record after the other. */
    @FunctionalInterface
    public interface RecordReader {
        /** One record: {@code length} bytes of {@code data} from {@code offset} on. */
        void record(Instant arrival, byte[] data, int offset, int length);
    }

    /** Hands every record to {@code reader}, oldest first. */
    public void forEach(RecordReader reader) {
        int toSkip = skipped;
        for (Piece piece : pieces) {
            int end = piece.offset() + piece.length();
            int at = piece.offset();
            while (at < end) {
                int length = readInt(piece.frames(), at);
                at += 4;
                if (toSkip > 0) {
                    toSkip--;
                } else {
                    reader.record(piece.arrival(), piece.frames(), at, length);
                }
                at += length;
            }
        }
    }

    /** The same parcel without its first {@code count} records. */
    public Parcel without(int count) {
        return count == 0 ? this : new Parcel(id, pieces, skipped + count);
    }

    /** Stays the same over all attempts. */
    public UUID id() {
        return id;
    }

    /** How many records. */
    public int records() {
        return records;
    }

    /** Their bytes together. */
    public long bytes() {
        return bytes;
    }

    /** When the first record that is still in it arrived. */
    public Instant oldestArrival() {
        return oldestArrival;
    }

    private static int readInt(byte[] data, int at) {
        return (data[at] & 255) << 24 | (data[at + 1] & 255) << 16 | (data[at + 2] & 255) << 8 | (data[at + 3] & 255);
    }
}
