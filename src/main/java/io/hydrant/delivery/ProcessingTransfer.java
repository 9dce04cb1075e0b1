package io.hydrant.delivery;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import io.hydrant.destination.DeliveryResult;
import io.hydrant.destination.Partitioning;
import io.hydrant.processing.BatchAttempt;
import io.hydrant.processing.ProcessedRecord;
import io.hydrant.processing.ProcessingException;
import io.hydrant.processing.ProcessingFailure;
import io.hydrant.processing.RecordHandler;
import io.hydrant.record.PartitionKeys;
import io.hydrant.record.RecordBatch;
import org.jspecify.annotations.Nullable;

/** One batch's way through the processors. What a part gave is kept, sealed, while a later part is tried again. */
final class ProcessingTransfer implements StagedTransfer {
    private final ProcessingStage stage;
    private final ProcessedRecords results = new ProcessedRecords();

    /** The partitions that are kept for the results. */
    private final Set<PartitionKeys> partitions = new HashSet<>();

    private DeliveryAttempt.@Nullable Cause firstFailure;
    private int partsDone;

    /** Attempts that failed at the part after those that are done. */
    private int failures;

    ProcessingTransfer(ProcessingStage stage) {
        this.stage = stage;
    }

    @Override
    public DeliveryResult attempt(RecordBatch batch) {
        String location = stage.chain().asks().orElse("");
        Run run = new Run(batch);
        try {
            RecordHandler first = stage.chain().open(run, run);
            batch.forEach((position, arrival, data, offset, length) -> first.accept(new ProcessedRecord(
                    new ProcessedRecord.Source(position, batch.sequence(position), arrival, batch.origin(position)),
                    data,
                    offset,
                    length,
                    PartitionKeys.NONE)));
            first.end();
            run.partDone();
            return new DeliveryResult.Delivered(location, results.bytes());
        } catch (ProcessingException e) {
            failures++;
            return new DeliveryResult.Failed(
                    location,
                    e.errorCode(),
                    String.valueOf(e.getMessage()),
                    DeliveryResult.Next.RETRY,
                    batch.positions());
        }
    }

    @Override
    public Processed processed() {
        return new Processed(results.passed(), results.dropped(), results.failed(), Optional.ofNullable(firstFailure));
    }

    @Override
    public void commit() {
        stage.next().accept(results);
        stage.next().free(partitions);
    }

    @Override
    public void abandon() {
        stage.next().free(partitions);
    }

    /** One attempt: collects what the part under way gives, until it is done. */
    private final class Run implements BatchAttempt, RecordHandler {
        private final RecordBatch batch;
        private final int doneBefore = partsDone;
        private ProcessedRecords part = new ProcessedRecords();
        private int partsPassed;
        private DeliveryAttempt.@Nullable Cause failure;

        Run(RecordBatch batch) {
            this.batch = batch;
        }

        @Override
        public UUID id() {
            return batch.id();
        }

        @Override
        public int partsDone() {
            return partsDone;
        }

        @Override
        public int attempt() {
            return failures + 1;
        }

        @Override
        public void partDone() {
            results.addAll(part, batch);
            firstFailure = firstFailure == null ? failure : firstFailure;
            part = new ProcessedRecords();
            partsDone++;
            failures = 0;
        }

        @Override
        public void partPassed() {
            partsPassed++;
        }

        /** Whether the records at hand belong to a part that an earlier attempt has done. */
        private boolean isRepetition() {
            return partsPassed < doneBefore;
        }

        @Override
        public void drop(ProcessedRecord record) {
            if (!isRepetition()) {
                part.drop();
            }
        }

        @Override
        public void fail(ProcessedRecord record, ProcessingFailure why) {
            if (isRepetition()) {
                return;
            }
            failure = failure == null ? new DeliveryAttempt.Cause(why.errorCode(), why.errorMessage()) : failure;
            ProcessedRecord line =
                    FailedRecordLine.of(record.asPut(), why, stage.clock().instant());
            part.addFailure(why.outputType(), line, batch);
        }

        /** Takes what the last processor lets go on. */
        @Override
        public void accept(ProcessedRecord record) {
            Partitioning partitioning = stage.partitioning().orElse(null);
            if (partitioning == null) {
                part.add(PartitionKeys.NONE, record, batch);
                return;
            }
            Optional<PartitionKeys> partition = partitioning.partition(record.keys());
            if (partition.isEmpty()) {
                fail(record, PartitionFailures.keyMissing(partitioning, record.keys()));
            } else if (!partitions.contains(partition.get()) && !stage.next().reserve(partition.get())) {
                fail(record, PartitionFailures.TOO_MANY);
            } else {
                partitions.add(partition.get());
                part.add(partition.get(), record, batch);
            }
        }

        @Override
        public void end() {}
    }
}
