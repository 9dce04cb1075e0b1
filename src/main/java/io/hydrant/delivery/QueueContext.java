package io.hydrant.delivery;

import java.time.Duration;
import java.util.function.Supplier;

import io.hydrant.record.BufferBudget;
import io.hydrant.record.RecordDecryptor;

/**
 * What the queues of one stream share.
 *
 * @param lock the stream's
 * @param stream its name, for the names of tasks and for the log
 * @param decryptors decrypt what is encrypted
 * @param retention how long records wait for their destination
 */
public record QueueContext(
        Object lock,
        String stream,
        BufferBudget budget,
        DeliveryDependencies dependencies,
        Supplier<RecordDecryptor> decryptors,
        DeliveryListener listener,
        Duration retention) {}
