package io.hydrant.processing;

import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

import io.hydrant.record.PartitionKeys;
import io.hydrant.record.RecordOrigin;

/**
 * A record between two processors: {@code length} bytes of {@code data} from {@code offset} on, which nobody changes.
 *
 * @param source the source record that it was made of
 * @param keys its partition keys so far
 * @param packed the bytes that it was unpacked from, which nobody changes; empty if it was not packed
 */
public record ProcessedRecord(
        Source source, byte[] data, int offset, int length, PartitionKeys keys, Optional<byte[]> packed) {
    /** A record that was not packed. */
    public ProcessedRecord(Source source, byte[] data, int offset, int length, PartitionKeys keys) {
        this(source, data, offset, length, keys, Optional.empty());
    }

    /**
     * A record as it was put.
     *
     * @param position in its batch, from 0 on; the same over all attempts at the batch
     * @param sequence its number in the stream, rising; the same as long as the record waits anywhere
     * @param arrival when it was acknowledged
     * @param origin where it was read; empty if it was put, or if nobody asks
     */
    public record Source(int position, long sequence, Instant arrival, Optional<RecordOrigin> origin) {
        /** A record that was put. */
        public Source(int position, long sequence, Instant arrival) {
            this(position, sequence, arrival, Optional.empty());
        }
    }

    /** The same record with other bytes. */
    public ProcessedRecord withData(byte[] bytes) {
        return withData(bytes, 0, bytes.length);
    }

    /** The same record with a part of its bytes, or with those of another array. */
    public ProcessedRecord withData(byte[] bytes, int from, int count) {
        return new ProcessedRecord(source, bytes, from, count, keys, packed);
    }

    /** The same record with other partition keys. */
    public ProcessedRecord withKeys(PartitionKeys other) {
        return new ProcessedRecord(source, data, offset, length, other, packed);
    }

    /** The same record, unpacked: its own bytes are kept beside {@code bytes}, in a copy. */
    public ProcessedRecord unpacked(byte[] bytes, int from, int count) {
        return new ProcessedRecord(source, bytes, from, count, keys, Optional.of(copy()));
    }

    /** One of several records that were in this one. It forgets what this one was unpacked from, which holds the others too. */
    public ProcessedRecord part(int from, int count) {
        return new ProcessedRecord(source, data, from, count, keys);
    }

    /**
     * The record as its error output shows it: packed as it was put, if it was. Documented for Decompression: what fails in a later
     * processor is delivered in compressed form.
     */
    public ProcessedRecord asPut() {
        return packed.map(bytes -> new ProcessedRecord(source, bytes, 0, bytes.length, keys))
                .orElse(this);
    }

    /** A copy of its bytes. */
    public byte[] copy() {
        return Arrays.copyOfRange(data, offset, offset + length);
    }
}
