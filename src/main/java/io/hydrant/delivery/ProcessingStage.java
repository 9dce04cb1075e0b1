package io.hydrant.delivery;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;

import io.hydrant.destination.Destination;
import io.hydrant.destination.Partitioning;
import io.hydrant.destination.Transfer;
import io.hydrant.processing.ProcessorChain;
import io.hydrant.record.PartitionKeys;

/**
 * The processors of a stream, as the engine sees what takes batches: the next queues are filled when a batch succeeds. Thread-safe.
 *
 * @param partitioning how records are sorted; empty if they are not
 * @param retention how long a batch is tried
 * @param next the queues behind
 */
record ProcessingStage(
        ProcessorChain chain,
        Optional<Partitioning> partitioning,
        InstantSource clock,
        Duration retention,
        NextQueues next)
        implements Destination {
    /** The queues behind the processors. */
    interface NextQueues {
        /** Keeps a partition for records to come; false if there are too many. Takes the lock. */
        boolean reserve(PartitionKeys partition);

        /** The partitions are not needed any more. Under the lock. */
        void free(Set<PartitionKeys> partitions);

        /** Takes the records in. Under the lock. */
        void accept(ProcessedRecords records);
    }

    @Override
    public Transfer begin() {
        return new ProcessingTransfer(this);
    }

    /** The processors themselves count their attempts. */
    @Override
    public Duration retryFor() {
        return retention;
    }

    @Override
    public boolean mayHang() {
        return chain.asks().isPresent();
    }
}
