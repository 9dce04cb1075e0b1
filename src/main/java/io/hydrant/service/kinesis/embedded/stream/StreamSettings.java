package io.hydrant.service.kinesis.embedded.stream;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a caller sets on a stream.
 *
 * @param onDemand whether the stream has no count of shards to be paid for
 * @param maxRecordKib the longest record
 * @param warmMibps the throughput that an on-demand stream is kept ready for
 * @param key the key that encrypts, as it was given; empty without encryption
 * @param metrics the names of shard-level metrics
 */
public record StreamSettings(
        boolean onDemand,
        int retentionHours,
        int maxRecordKib,
        Optional<Integer> warmMibps,
        Optional<String> key,
        Set<String> metrics) {
    /** How many hours AWS keeps records when the caller asks for no more. */
    public static final int DEFAULT_RETENTION = 24;
    /** The longest record when the caller asks for no more, in KiB. */
    public static final int DEFAULT_RECORD = 1024;

    public StreamSettings {
        Objects.requireNonNull(warmMibps, "warmMibps");
        Objects.requireNonNull(key, "key");
        metrics = Set.copyOf(metrics);
    }

    /** Of a new stream. */
    public static StreamSettings of(boolean onDemand, int maxRecordKib, Optional<Integer> warmMibps) {
        return new StreamSettings(onDemand, DEFAULT_RETENTION, maxRecordKib, warmMibps, Optional.empty(), Set.of());
    }

    /** How long records are kept. */
    public Duration retention() {
        return Duration.ofHours(retentionHours);
    }

    /** The longest record in bytes. */
    public int maxRecordBytes() {
        return maxRecordKib * 1024;
    }

    /** The metrics in order. */
    public Set<String> sortedMetrics() {
        return new TreeSet<>(metrics);
    }

    /** The same in another mode. */
    public StreamSettings withMode(boolean nextOnDemand, Optional<Integer> nextWarm) {
        return new StreamSettings(nextOnDemand, retentionHours, maxRecordKib, nextWarm, key, metrics);
    }

    /** The same with another retention. */
    public StreamSettings withRetention(int hours) {
        return new StreamSettings(onDemand, hours, maxRecordKib, warmMibps, key, metrics);
    }

    /** The same with another longest record. */
    public StreamSettings withMaxRecord(int kib) {
        return new StreamSettings(onDemand, retentionHours, kib, warmMibps, key, metrics);
    }

    /** The same with a key, or without one. */
    public StreamSettings withKey(Optional<String> next) {
        return new StreamSettings(onDemand, retentionHours, maxRecordKib, warmMibps, next, metrics);
    }

    /** The same with other metrics. */
    public StreamSettings withMetrics(Set<String> next) {
        return new StreamSettings(onDemand, retentionHours, maxRecordKib, warmMibps, key, next);
    }
}
