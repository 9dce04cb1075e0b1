package io.hydrant.service.kafka;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads one topic, without a group: the caller knows how far. Each call throws {@link KafkaFailure}. For one thread at a time. */
public interface TopicReader extends AutoCloseable {
    /** The topic's partitions. */
    Set<Integer> partitions();

    /** The offset behind the newest record of each. */
    Map<Integer, Long> ends(Set<Integer> partitions);

    /** The offset of the oldest record of each. */
    Map<Integer, Long> beginnings(Set<Integer> partitions);

    /** The offset of the first record of each that is as old as {@code instant} or younger; its end if there is none. */
    Map<Integer, Long> offsetsAt(Set<Integer> partitions, Instant instant);

    /**
     * What has come, some megabytes at most.
     *
     * @param records those of a partition in their order
     * @param next where each partition goes on
     */
    record Polled(List<TopicRecord> records, Map<Integer, Long> next) {
        public Polled {
            records = List.copyOf(records);
            next = Map.copyOf(next);
        }
    }

    /**
     * The next records from {@code positions} on.
     *
     * @param wait how long to wait for the first, by the wall
     */
    Polled poll(Map<Integer, Long> positions, Duration wait);

    @Override
    void close();
}
