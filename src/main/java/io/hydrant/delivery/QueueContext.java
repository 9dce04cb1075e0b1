package io.hydrant.delivery;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

import io.hydrant.record.BufferBudget;
import io.hydrant.record.RecordBuffer;
import io.hydrant.record.RecordDecryptor;

/**
 * What the queues of one stream share.
 *
 * @param lock the stream's
 * @param stream its name, for the names of tasks and for the log
 * @param decryptors decrypt what is encrypted
 * @param retention how long records wait for their destination
 * @param log where the records are kept beside memory; empty for nowhere
 */
public record QueueContext(
        Object lock,
        String stream,
        BufferBudget budget,
        DeliveryDependencies dependencies,
        Supplier<RecordDecryptor> decryptors,
        DeliveryListener listener,
        Duration retention,
        Optional<StreamLog> log) {
    /** A buffer of a queue. */
    RecordBuffer newBuffer() {
        return log.map(known -> new RecordBuffer(budget, known::forget)).orElseGet(() -> new RecordBuffer(budget));
    }
}
