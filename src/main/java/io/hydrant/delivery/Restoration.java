package io.hydrant.delivery;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;

import io.hydrant.record.EncryptedWith;
import io.hydrant.record.LaterChunks;
import io.hydrant.record.RecordBuffer;
import io.hydrant.store.KeptChunk;
import io.hydrant.store.KeptRow;
import io.hydrant.store.LoggedBatch;
import io.hydrant.store.RecordLog.Backlog;
import org.jspecify.annotations.Nullable;

/**
 * Brings what a log has of one stream back into its queues: batches with all that was settled, and the rest into the buffers. Used
 * once, under the stream's lock.
 */
final class Restoration {
    private final QueueContext context;
    private final StreamLog log;
    private final Queues queues;
    private final Function<String, EncryptedWith> keys;
    private final Map<String, EncryptedWith> known = new HashMap<>();
    private final Set<Long> restored = new HashSet<>();
    private long expired;

    /** Where records wait, by the name of the queue. */
    interface Queues {
        DeliveryQueue of(String name);

        /** Where batches wait that a queue of that name has given up. */
        DeliveryQueue ofGivenUp(String name);
    }

    /** @param keys finds the key of a name */
    Restoration(QueueContext context, StreamLog log, Queues queues, Function<String, EncryptedWith> keys) {
        this.context = context;
        this.log = log;
        this.queues = queues;
        this.keys = keys;
    }

    /** Batches that were taken out of a buffer together, between two places. */
    private static final class Range {
        private final long last;
        private final List<LoggedBatch> batches = new ArrayList<>();
        private final List<KeptChunk> chunks = new ArrayList<>();

        Range(long last) {
            this.last = last;
        }
    }

    /** Restores all; the number of records that have waited for too long, and are lost. */
    long restore(Backlog found) {
        Map<String, List<KeptRow>> waiting = new LinkedHashMap<>();
        for (KeptRow each : found.rows()) {
            waiting.computeIfAbsent(each.queue(), any -> new ArrayList<>()).add(each);
            if (each.copied()) {
                waiting.computeIfAbsent(QueueName.BACKUP, any -> new ArrayList<>())
                        .add(each);
            }
        }
        waiting.forEach((name, rows) -> restore(name, rows, found));
        for (LoggedBatch each : found.batches()) {
            if (!restored.contains(each.number())) {
                log.finish(each.number());
            }
        }
        return expired;
    }

    private void restore(String name, List<KeptRow> rows, Backlog found) {
        TreeMap<Long, Range> ranges = new TreeMap<>();
        for (LoggedBatch each : found.finished()) {
            if (each.queue().equals(name)) {
                ranges.computeIfAbsent(each.first(), any -> new Range(each.last()));
            }
        }
        for (LoggedBatch each : found.batches()) {
            if (each.queue().equals(name)) {
                ranges.computeIfAbsent(each.first(), any -> new Range(each.last()))
                        .batches
                        .add(each);
            }
        }
        List<KeptRow> buffered = new ArrayList<>();
        for (KeptRow row : rows) {
            Map.@Nullable Entry<Long, Range> before = ranges.floorEntry(row.last());
            if (before == null || before.getValue().last < row.first()) {
                buffered.add(row);
                continue;
            }
            for (KeptChunk each : row.chunks()) {
                Map.@Nullable Entry<Long, Range> range = ranges.floorEntry(each.place());
                if (range != null && each.place() <= range.getValue().last) {
                    range.getValue().chunks.add(each);
                } else {
                    buffered.add(KeptRow.of(each));
                }
            }
        }
        for (Range range : ranges.values()) {
            if (!range.chunks.isEmpty()) {
                restore(name, range);
            }
        }
        buffer(name, buffered);
    }

    private void restore(String name, Range range) {
        if (range.batches.isEmpty()) {
            forget(range.chunks);
            return;
        }
        RecordBuffer all = context.newBuffer();
        range.chunks.forEach(each -> all.append(chunk(each)));
        RecordBuffer.Taken taken = all.take();
        BatchMemory whole = new BatchMemory(UUID.fromString(range.batches.get(0).id()), taken);
        BatchMemory part = whole;
        for (LoggedBatch each : range.batches) {
            PendingBatch pending = new PendingBatch(each, part);
            restored.add(each.number());
            if (part != whole) {
                whole.leave(part);
            }
            DeliveryQueue queue = each.givenUp().isPresent() ? queues.ofGivenUp(name) : queues.of(name);
            queue.restore(pending, each.due());
            int next = range.batches.indexOf(each) + 1;
            if (next < range.batches.size()) {
                LoggedBatch following = range.batches.get(next);
                part = whole.part(recordsOf(following), following.remainingBytes());
            }
        }
    }

    private static long recordsOf(LoggedBatch batch) {
        long count = 0;
        for (int i = 0; i < batch.remaining().size(); i += 2) {
            count += batch.remaining().get(i + 1) - batch.remaining().get(i);
        }
        return count;
    }

    private void buffer(String name, List<KeptRow> rows) {
        if (rows.isEmpty()) {
            return;
        }
        Instant limit = context.dependencies().clock().instant().minus(context.retention());
        List<KeptChunk> late = new ArrayList<>();
        DeliveryQueue queue = queues.of(name);
        for (KeptRow row : rows) {
            boolean together =
                    row.size() > 1 && !row.newest().isAfter(row.oldest().plus(RecordBuffer.SPAN));
            if (together && row.oldest().isAfter(limit)) {
                LaterChunks later = log.found(row, key(row.key()));
                context.budget().takeAnyway(later.cost());
                queue.append(row.oldest(), later);
                continue;
            }
            for (KeptChunk each : row.chunks()) {
                if (each.chunk().arrival().isAfter(limit)) {
                    queue.append(each.chunk().arrival(), chunk(each));
                } else {
                    late.add(each);
                    expired += each.chunk().count();
                }
            }
        }
        forget(late);
    }

    private RecordBuffer.Chunk chunk(KeptChunk kept) {
        RecordBuffer.Chunk chunk = log.found(kept, key(kept.chunk().key()));
        context.budget().takeAnyway(chunk.cost());
        return chunk;
    }

    private @Nullable EncryptedWith key(Optional<String> name) {
        return name.map(each -> known.computeIfAbsent(each, keys)).orElse(null);
    }

    private void forget(List<KeptChunk> chunks) {
        if (!chunks.isEmpty()) {
            log.forget(chunks.stream().mapToLong(KeptChunk::place).toArray());
        }
    }
}
