package io.hydrant.source.kinesis;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;

import io.hydrant.record.RecordOrigin;

/** Where each record of a run was read, without an object for each. Filled by one thread, and read afterwards. */
final class OriginTable {
    private final String shardId;

    /** The sequence number and the partition key of each record. */
    private byte[] texts = new byte[1024];

    /** Where each of these texts ends. */
    private int[] ends = new int[32];

    private int[] subsequences = new int[16];
    private long[] arrivals = new long[16];
    private int length;
    private int count;

    OriginTable(String shardId) {
        this.shardId = shardId;
    }

    /** The next record of the run. */
    void add(String sequenceNumber, int subsequence, String partitionKey, Instant arrival) {
        if (count == arrivals.length) {
            arrivals = Arrays.copyOf(arrivals, 2 * count);
            subsequences = Arrays.copyOf(subsequences, 2 * count);
            ends = Arrays.copyOf(ends, 4 * count);
        }
        ends[2 * count] = write(sequenceNumber);
        ends[2 * count + 1] = write(partitionKey);
        subsequences[count] = subsequence;
        arrivals[count] = arrival.toEpochMilli();
        count++;
    }

    private int write(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (length + bytes.length > texts.length) {
            texts = Arrays.copyOf(texts, Math.max(2 * texts.length, length + bytes.length));
        }
        System.arraycopy(bytes, 0, texts, length, bytes.length);
        length += bytes.length;
        return length;
    }

    /** Where the record at {@code index} was read. */
    RecordOrigin of(int index) {
        int start = index == 0 ? 0 : ends[2 * index - 1];
        int middle = ends[2 * index];
        return new RecordOrigin.Kinesis(
                shardId,
                new String(texts, middle, ends[2 * index + 1] - middle, StandardCharsets.UTF_8),
                new String(texts, start, middle - start, StandardCharsets.UTF_8),
                subsequences[index],
                Instant.ofEpochMilli(arrivals[index]));
    }
}
