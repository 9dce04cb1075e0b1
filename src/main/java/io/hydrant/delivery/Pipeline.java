package io.hydrant.delivery;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

import io.hydrant.destination.Purpose;
import io.hydrant.processing.ProcessorChain;
import io.hydrant.record.ChunkCounter;
import io.hydrant.record.EncryptedWith;
import io.hydrant.record.PartitionKeys;
import io.hydrant.record.RecordBuffer;
import io.hydrant.record.RecordFrames;
import io.hydrant.record.SourceRun;
import io.hydrant.record.Ticket;
import io.hydrant.store.KeptRow;
import io.hydrant.store.RecordLog;
import org.jspecify.annotations.Nullable;

/**
 * The queues of one stream, in the order of its records:
 *
 * <pre>
 * source ─▶ queue of the processors ─▶ queue of the destination, or one of each partition ─ given up ─▶ queue of the error output
 *    │           └─ failed ─▶ queue of the failed records
 *    └────▶ queue of the backup, if every source record is backed up
 * </pre>
 *
 * A stream without processors has no queue for them. Longer than 300 lines, because the ways of records are read in one place. Guarded by the stream's lock, under which all methods but {@link #flush} and
 * {@link #copies} are called.
 */
public final class Pipeline {
    private final QueueContext context;
    private final DeliveryQueue destination;

    private @Nullable DeliveryQueue errorOutput;
    private @Nullable DeliveryQueue backup;
    private @Nullable Processing processing;
    private volatile boolean backingUp;
    private boolean processes;
    private long sequence;
    private boolean closed;
    private @Nullable DeliveryPlan current;
    private final @Nullable LoggedPuts logged;

    public Pipeline(QueueContext context) {
        this.context = context;
        this.destination =
                new DeliveryQueue(context, QueueName.DESTINATION, Purpose.DESTINATION, Optional.of(this::giveUp));
        this.logged = context.log()
                .map(log -> new LoggedPuts(context, log, () -> closed))
                .orElse(null);
    }

    /** The queues that a stream has once it processes records. */
    private final class Processing implements ProcessingStage.NextQueues {
        private final DeliveryQueue records =
                new DeliveryQueue(context, QueueName.PROCESSING, Purpose.PROCESSING, Optional.empty());
        private final Map<String, DeliveryQueue> failures = new TreeMap<>();
        private final ActivePartitions partitions = new ActivePartitions(context);
        private final Set<PartitionKeys> restored = new HashSet<>();
        private @Nullable Function<String, DeliveryTarget> errorOutputs;

        void retarget(DeliveryPlan plan) {
            Optional<DeliveryPlan.Partitions> sorted = plan.processing().flatMap(DeliveryPlan.Processing::partitions);
            ProcessorChain chain =
                    plan.processing().map(DeliveryPlan.Processing::chain).orElse(ProcessorChain.NONE);
            ProcessingStage stage = new ProcessingStage(
                    chain,
                    sorted.map(DeliveryPlan.Partitions::keys),
                    context.dependencies().clock(),
                    context.retention(),
                    this);
            records.retarget(Optional.of(new DeliveryTarget(plan.origin(), chain.hints(), stage)));
            records.workOnAtOnce(chain.atOnce());
            plan.processing().ifPresent(p -> {
                errorOutputs = p.failures();
                failures.forEach((output, queue) ->
                        queue.retarget(Optional.of(p.failures().apply(output))));
            });
            if (sorted.isPresent()) {
                partitions.retarget(sorted.get());
            } else {
                partitions.retargetAll(plan.destination());
            }
        }

        @Override
        public boolean reserve(PartitionKeys partition) {
            synchronized (context.lock()) {
                return partitions.reserve(partition);
            }
        }

        @Override
        public void free(Set<PartitionKeys> reserved) {
            partitions.free(reserved);
        }

        @Override
        public void accept(ProcessedRecords processed) {
            Instant now = context.dependencies().clock().instant();
            processed.forEachPartition((keys, chunks) -> {
                DeliveryQueue queue = partitions.queue(keys);
                append(queue == null ? destination : queue, now, chunks);
            });
            processed.forEachFailure(
                    (output, lines) -> append(failures.computeIfAbsent(output, this::errorOutput), now, lines));
        }

        private DeliveryQueue errorOutput(String output) {
            DeliveryQueue queue =
                    new DeliveryQueue(context, QueueName.ofFailures(output), Purpose.ERROR_OUTPUT, Optional.empty());
            queue.retarget(Optional.ofNullable(errorOutputs).map(outputs -> outputs.apply(output)));
            return queue;
        }

        /** The records were accepted before, so they are kept even when they have grown beyond the budget. */
        private void append(DeliveryQueue queue, Instant now, List<RecordBuffer.Chunk> chunks) {
            for (RecordBuffer.Chunk chunk : chunks) {
                context.budget().takeAnyway(chunk.cost());
                queue.append(
                        now,
                        context.log()
                                .map(log -> log.append(queue.name(), chunk))
                                .orElse(chunk));
            }
        }

        /** The queue of that name, of records that a process before this one has processed. */
        Optional<DeliveryQueue> queue(String name) {
            Optional<PartitionKeys> partition = QueueName.partition(name);
            if (partition.isPresent() && reserve(partition.get())) {
                restored.add(partition.get());
                return Optional.ofNullable(partitions.queue(partition.get()));
            }
            return QueueName.failures(name).map(output -> failures.computeIfAbsent(output, this::errorOutput));
        }

        void endRestoration() {
            free(restored);
            restored.clear();
        }

        List<DeliveryQueue> queues() {
            List<DeliveryQueue> queues = new ArrayList<>(partitions.queues());
            queues.add(records);
            queues.addAll(failures.values());
            return queues;
        }
    }

    /** From now on records go there; those that wait too. */
    public void retarget(DeliveryPlan plan) {
        current = plan;
        destination.retarget(plan.destination());
        if (errorOutput != null) {
            errorOutput.retarget(plan.destination());
        }
        if (plan.backup().isPresent()) {
            if (backup == null) {
                backup = newBackup();
            }
            backup.retarget(plan.backup());
        }
        backingUp = plan.backup().isPresent();
        processes = plan.processing().isPresent();
        if (processes && processing == null) {
            processing = new Processing();
        }
        if (processing != null) {
            processing.retarget(plan);
        }
    }

    /** Under the lock. A batch knows itself that it was given up; a new destination without an error output takes it back. */
    private void giveUp(PendingBatch pending) {
        errorOutput().accept(pending);
    }

    private DeliveryQueue errorOutput() {
        if (errorOutput == null) {
            errorOutput = new DeliveryQueue(context, QueueName.DESTINATION, Purpose.DESTINATION, Optional.empty());
            errorOutput.retarget(destination.lastTarget());
        }
        return errorOutput;
    }

    private DeliveryQueue newBackup() {
        return new DeliveryQueue(context, QueueName.BACKUP, Purpose.BACKUP, Optional.empty());
    }

    /** How often each source record is kept: once, and once more for the backup. Needs no lock. */
    public int copies() {
        return backingUp ? 2 : 1;
    }

    /**
     * Keeps the records of one put, which are copied; the budget has been taken for each copy.
     *
     * @param key what they are encrypted with; null for nothing
     * @return the sequence of the first
     */
    public long append(
            Instant now, int count, int recordBytes, @Nullable EncryptedWith key, byte[] payload, int length) {
        return append(now, new RecordBuffer.Chunk(now, sequence, count, recordBytes, key, payload, 0, length));
    }

    /** As the other one, of the first {@code count} records of one read. */
    public long append(Instant now, SourceRun run, RecordFrames records, int count) {
        return append(
                now,
                new RecordBuffer.Chunk(
                        now,
                        sequence,
                        count,
                        records.bytesOf(count),
                        run,
                        records.data(),
                        records.from(),
                        records.lengthOf(count),
                        Ticket.NONE,
                        records.isShared()));
    }

    private long append(Instant now, RecordBuffer.Chunk chunk) {
        long first = sequence;
        sequence += chunk.count();
        entrance().append(now, chunk);
        if (backup != null && backingUp) {
            backup.append(now, chunk);
        }
        return first;
    }

    /** Whether records are to be kept by {@link #appendLogged}. */
    public boolean isLogged() {
        return logged != null;
    }

    /**
     * As {@link #append}, where a log keeps the records. They enter the queues when they are on disk.
     *
     * @param payload not changed any more
     * @return completes then, or with the reason why they are not kept
     */
    public CompletableFuture<Void> appendLogged(
            Instant now, int count, int recordBytes, @Nullable ChunkCounter counter, byte[] payload, int length) {
        RecordBuffer.Chunk chunk =
                new RecordBuffer.Chunk(now, sequence, count, recordBytes, counter, payload, 0, length);
        sequence += count;
        return Objects.requireNonNull(logged).append(entrance(), backingUp ? backup : null, chunk);
    }

    /**
     * Takes what a process before this one has left in the log.
     *
     * @param keys finds the key of a name
     */
    public void restore(RecordLog.Backlog found, Function<String, EncryptedWith> keys) {
        StreamLog log = context.log().orElseThrow();
        long expired = new Restoration(context, log, new RestoredQueues(), keys).restore(found);
        for (KeptRow each : found.rows()) {
            sequence = Math.max(sequence, each.nextSequence());
        }
        if (processing != null && current != null) {
            processing.endRestoration();
            processing.retarget(current);
        }
        if (expired > 0) {
            context.listener().expired(expired);
        }
    }

    /** The queues, made when a log names one that is not there. */
    private final class RestoredQueues implements Restoration.Queues {
        @Override
        public DeliveryQueue of(String name) {
            if (name.equals(QueueName.DESTINATION)) {
                return destination;
            }
            if (name.equals(QueueName.BACKUP)) {
                backup = backup == null ? newBackup() : backup;
                return backup;
            }
            if (processing == null) {
                processing = new Processing();
                processing.retarget(Objects.requireNonNull(current));
            }
            return name.equals(QueueName.PROCESSING)
                    ? processing.records
                    : processing.queue(name).orElse(destination);
        }

        @Override
        public DeliveryQueue ofGivenUp(String name) {
            return name.equals(QueueName.DESTINATION) ? errorOutput() : of(name);
        }
    }

    /** Where source records come first. Those that are put after processing was switched off wait for those before them. */
    private DeliveryQueue entrance() {
        return processing != null && (processes || processing.records.records() > 0) ? processing.records : destination;
    }

    /**
     * Processes and delivers what is buffered, and tries again now what waits for a retry. Takes the lock itself.
     *
     * @return completes when each of these has arrived, is lost, or waits for its next attempt
     */
    public CompletableFuture<Void> flush() {
        List<DeliveryQueue> copies;
        DeliveryQueue first;
        synchronized (context.lock()) {
            copies = queues(Purpose.BACKUP);
            first = processing == null ? null : processing.records;
        }
        CompletableFuture<Void> rest =
                first == null ? flushDestinations() : first.flush().thenCompose(processed -> flushDestinations());
        return CompletableFuture.allOf(rest, flush(copies));
    }

    private CompletableFuture<Void> flushDestinations() {
        List<DeliveryQueue> queues;
        synchronized (context.lock()) {
            queues = new ArrayList<>(queues(Purpose.DESTINATION));
            if (processing != null) {
                queues.remove(processing.records);
            }
        }
        return flush(queues);
    }

    private static CompletableFuture<Void> flush(List<DeliveryQueue> queues) {
        return allOf(queues.stream().map(DeliveryQueue::flush).toList());
    }

    /**
     * Drops everything, because the stream is being deleted; deliveries under way may still arrive.
     *
     * @return completes, without the lock, when no delivery is under way any more
     */
    public CompletableFuture<Void> close() {
        closed = true;
        List<DeliveryQueue> queues = new ArrayList<>(queues(Purpose.DESTINATION));
        queues.addAll(queues(Purpose.BACKUP));
        return allOf(queues.stream().map(DeliveryQueue::close).toList());
    }

    private static CompletableFuture<Void> allOf(List<CompletableFuture<Void>> all) {
        return CompletableFuture.allOf(all.toArray(CompletableFuture[]::new));
    }

    /** The queues that hold records for a purpose; what waits to be processed, or for the error output, waits for the destination. */
    private List<DeliveryQueue> queues(Purpose purpose) {
        if (purpose == Purpose.BACKUP) {
            return backup == null ? List.of() : List.of(backup);
        }
        if (errorOutput == null && processing == null) {
            return List.of(destination);
        }
        List<DeliveryQueue> queues = new ArrayList<>();
        if (processing != null) {
            queues.addAll(processing.queues());
        }
        queues.add(destination);
        if (errorOutput != null) {
            queues.add(errorOutput);
        }
        return queues;
    }

    /** The records that have not arrived: at the destination or its error output, or at the backup. */
    public List<Waiting> waiting(Purpose purpose) {
        List<Waiting> all = new ArrayList<>();
        queues(purpose).forEach(queue -> all.addAll(queue.waiting()));
        return all;
    }

    /** Records waiting for the destination or its error output, or copies waiting for the backup. */
    public long records(Purpose purpose) {
        return queues(purpose).stream().mapToLong(DeliveryQueue::records).sum();
    }

    /** Their bytes. */
    public long bytes(Purpose purpose) {
        return queues(purpose).stream().mapToLong(DeliveryQueue::bytes).sum();
    }

    /** The active partitions, oldest first. */
    public List<PartitionView> partitions() {
        return processing == null ? List.of() : processing.partitions.views();
    }

    /** How many records found as many active partitions as there may be. */
    public long refusedByPartitions() {
        return processing == null ? 0 : processing.partitions.refused();
    }
}
