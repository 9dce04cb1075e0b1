package io.hydrant.record;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * Records on their way to a destination: what one delivery takes from a buffer. Sealed ones are opened while they are read, chunk
 * by chunk, so that they never lie in the clear all at once. For one thread.
 */
public final class RecordBatch {
    private final UUID id;
    private final List<RecordBuffer.Chunk> chunks;
    private final RecordDecryptor opener;
    private final RecordSet positions;
    private final long bytes;
    private final Instant oldestArrival;

    /** The chunk that was asked for last, and the position of its first record. */
    private int chunkIndex;

    private int chunkStart;

    /**
     * @param id stays the same over all attempts
     * @param chunks oldest first, one or more
     * @param opener opens the sealed ones, as long as this is read
     * @throws RecordDecryptor.UnopenableException while the key of one cannot be used
     */
    public RecordBatch(UUID id, List<RecordBuffer.Chunk> chunks, RecordDecryptor opener) {
        this(
                id,
                List.copyOf(chunks),
                opener,
                RecordSet.all(
                        chunks.stream().mapToInt(RecordBuffer.Chunk::count).sum()));
        for (RecordBuffer.Chunk chunk : chunks) {
            EncryptedWith key = chunk.sealedUnder();
            if (key != null) {
                opener.unlock(key);
            }
        }
    }

    private RecordBatch(UUID id, List<RecordBuffer.Chunk> chunks, RecordDecryptor opener, RecordSet positions) {
        this.id = id;
        this.chunks = chunks;
        this.opener = opener;
        this.positions = positions;
        Instant oldest = null;
        long size = 0;
        int first = 0;
        for (RecordBuffer.Chunk chunk : chunks) {
            int count = positions.countBetween(first, first + chunk.count());
            if (count > 0 && oldest == null) {
                oldest = chunk.arrival();
            }
            size += count == chunk.count() ? chunk.recordBytes() : count == 0 ? 0 : bytesIn(chunk, first);
            first += chunk.count();
        }
        this.bytes = size;
        this.oldestArrival = oldest == null ? chunks.get(0).arrival() : oldest;
    }

    /** Sees one record after the other. */
    @FunctionalInterface
    public interface RecordReader {
        /**
         * One record: {@code length} bytes of {@code data} from {@code offset} on, which stand there until the next.
         *
         * @param position of the record in the batch, as {@link RecordSet} counts
         */
        void record(int position, Instant arrival, byte[] data, int offset, int length);
    }

    /** Hands every record to {@code reader}, oldest first. */
    public void forEach(RecordReader reader) {
        Stride stride = new Stride();
        int first = 0;
        for (RecordBuffer.Chunk chunk : chunks) {
            int count = positions.countBetween(first, first + chunk.count());
            if (count > 0) {
                RecordDecryptor.Frames frames = open(chunk);
                boolean whole = count == chunk.count();
                int at = frames.offset();
                for (int position = first; count > 0; position++) {
                    int length = readInt(frames.data(), at);
                    if (whole || positions.contains(position)) {
                        reader.record(position, chunk.arrival(), frames.data(), at + 4, length);
                        count--;
                        stride.done(length);
                    }
                    at += 4 + length;
                }
            }
            first += chunk.count();
        }
    }

    /** Bytes of those records of {@code chunk} that are in the batch; {@code first} is the position of the chunk's first. */
    private long bytesIn(RecordBuffer.Chunk chunk, int first) {
        RecordDecryptor.Frames frames = open(chunk);
        long size = 0;
        int at = frames.offset();
        for (int position = first; position < first + chunk.count(); position++) {
            int length = readInt(frames.data(), at);
            size += positions.contains(position) ? length : 0;
            at += 4 + length;
        }
        return size;
    }

    private RecordDecryptor.Frames open(RecordBuffer.Chunk chunk) {
        RecordBuffer.Chunk here = chunk.here();
        return here.sealedUnder() == null
                ? new RecordDecryptor.Frames(here.data(), here.offset(), here.length())
                : opener.open(here);
    }

    /** The same batch with only those of its records that are in {@code some}; positions stay as they are. */
    public RecordBatch only(RecordSet some) {
        RecordSet rest = positions.and(some);
        return rest.equals(positions) ? this : new RecordBatch(id, chunks, opener, rest);
    }

    /** The number in its stream of the record at {@code position}. */
    public long sequence(int position) {
        RecordBuffer.Chunk chunk = chunkOf(position);
        return chunk.sequence() + (position - chunkStart);
    }

    /** What counts the chunk of the record at {@code position}: what it is encrypted with, or who has read it; null for neither. */
    public @Nullable ChunkCounter counter(int position) {
        return chunkOf(position).counter();
    }

    /** Where the record at {@code position} was read; empty if it was put, or if that is not known any more. */
    public Optional<RecordOrigin> origin(int position) {
        return chunkOf(position).counter() instanceof SourceRun run ? run.origin(sequence(position)) : Optional.empty();
    }

    /** The sealed form of the first {@code length} bytes of {@code frames}, under the key of a record of this batch. */
    public byte[] seal(EncryptedWith key, byte[] frames, int length) {
        return opener.seal(key, frames, length);
    }

    /** Quick for positions that rise, in the order of {@link #forEach}. */
    private RecordBuffer.Chunk chunkOf(int position) {
        if (position < chunkStart) {
            chunkIndex = 0;
            chunkStart = 0;
        }
        while (position >= chunkStart + chunks.get(chunkIndex).count()) {
            chunkStart += chunks.get(chunkIndex).count();
            chunkIndex++;
        }
        return chunks.get(chunkIndex);
    }

    /** Which records of what was taken from the buffer are in it. */
    public RecordSet positions() {
        return positions;
    }

    /** Stays the same over all attempts. */
    public UUID id() {
        return id;
    }

    /** How many records. */
    public int records() {
        return positions.count();
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
