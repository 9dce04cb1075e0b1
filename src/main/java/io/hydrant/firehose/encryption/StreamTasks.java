package io.hydrant.firehose.encryption;

import java.time.Duration;
import java.time.Instant;

/** What one stream's encryption plans to do later: each task carries the stream's name and belongs to it. Thread-safe. */
record StreamTasks(StreamIdentity stream, EncryptionServices services) {
    void at(Instant due, String what, Runnable task) {
        services.scheduler().at(due, what + " " + stream.name(), stream.arn(), task);
    }

    void after(Duration delay, String what, Runnable task) {
        at(services.clock().instant().plus(delay), what, task);
    }
}
