package io.hydrant.processing;

import java.time.Instant;

import io.hydrant.record.PartitionKeys;

/**
 * A record between two processors: {@code length} bytes of {@code data} from {@code offset} on, which nobody changes.
 *
 * @param source the source record that it was made of
 * @param keys its partition keys so far
 */
public record ProcessedRecord(Source source, byte[] data, int offset, int length, PartitionKeys keys) {
    /**
     * A record as it was put.
     *
     * @param position in its batch, from 0 on; the same over all attempts at the batch
     * @param sequence its number in the stream, rising; the same as long as the record waits anywhere
     * @param arrival when it was acknowledged
     */
    public record Source(int position, long sequence, Instant arrival) {}

    /** The same record with other bytes. */
    public ProcessedRecord withData(byte[] bytes) {
        return new ProcessedRecord(source, bytes, 0, bytes.length, keys);
    }

    /** The same record with a part of its bytes, or with those of another array. */
    public ProcessedRecord withData(byte[] bytes, int from, int count) {
        return new ProcessedRecord(source, bytes, from, count, keys);
    }

    /** The same record with other partition keys. */
    public ProcessedRecord withKeys(PartitionKeys other) {
        return new ProcessedRecord(source, data, offset, length, other);
    }

    /** A copy of its bytes. */
    public byte[] copy() {
        return java.util.Arrays.copyOfRange(data, offset, offset + length);
    }
}
