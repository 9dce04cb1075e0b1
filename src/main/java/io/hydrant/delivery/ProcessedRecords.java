package io.hydrant.delivery;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

import io.hydrant.processing.ProcessedRecord;
import io.hydrant.record.PartitionKeys;
import io.hydrant.record.RecordBatch;
import io.hydrant.record.RecordBuffer;

/**
 * What became of the records of one batch, sorted by partition and sealed as the source records were. Those without partitions lie
 * under {@link PartitionKeys#NONE}. For one thread.
 */
final class ProcessedRecords {
    private final Map<PartitionKeys, ChunkWriter> partitions = new LinkedHashMap<>();
    private final Map<String, ChunkWriter> failures = new TreeMap<>();
    private int passed;
    private int dropped;
    private int failed;

    /** The next record of a partition; {@code batch} knows how its source was sealed. */
    void add(PartitionKeys partition, ProcessedRecord record, RecordBatch batch) {
        passed++;
        partitions.computeIfAbsent(partition, any -> new ChunkWriter()).add(record, batch);
    }

    /** A line for an error output, about the record that it replaces. */
    void addFailure(String output, ProcessedRecord line, RecordBatch batch) {
        failed++;
        failures.computeIfAbsent(output, any -> new ChunkWriter()).add(line, batch);
    }

    void drop() {
        dropped++;
    }

    /** Takes in what another part of the batch gave. */
    void addAll(ProcessedRecords other, RecordBatch batch) {
        addAll(partitions, other.partitions, batch);
        addAll(failures, other.failures, batch);
        passed += other.passed;
        dropped += other.dropped;
        failed += other.failed;
    }

    private static <K> void addAll(Map<K, ChunkWriter> to, Map<K, ChunkWriter> from, RecordBatch batch) {
        from.forEach((key, writer) ->
                to.computeIfAbsent(key, any -> new ChunkWriter()).addAll(writer.finished(batch)));
    }

    /** Hands over the records of every partition. */
    void forEachPartition(BiConsumer<PartitionKeys, List<RecordBuffer.Chunk>> reader) {
        partitions.forEach((keys, writer) -> reader.accept(keys, writer.chunks()));
    }

    /** Hands over the lines for every error output. */
    void forEachFailure(BiConsumer<String, List<RecordBuffer.Chunk>> reader) {
        failures.forEach((output, writer) -> reader.accept(output, writer.chunks()));
    }

    int passed() {
        return passed;
    }

    int dropped() {
        return dropped;
    }

    int failed() {
        return failed;
    }

    /** Bytes of the records that go on. */
    long bytes() {
        long bytes = 0;
        for (ChunkWriter writer : partitions.values()) {
            for (RecordBuffer.Chunk chunk : writer.chunks()) {
                bytes += chunk.recordBytes();
            }
        }
        return bytes;
    }
}
