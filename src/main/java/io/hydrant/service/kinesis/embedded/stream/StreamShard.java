package io.hydrant.service.kinesis.embedded.stream;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A shard of a stream.
 *
 * @param number counts the shards of a stream over its life
 * @param parent the shard that it was split from, or the first one that it was merged from
 * @param adjacentParent the second one that it was merged from
 * @param second its second in sequence numbers: later than that of its parents, so that its numbers are greater
 * @param created when it was made
 * @param closed when it was split or merged
 */
public record StreamShard(
        int number,
        Optional<Integer> parent,
        Optional<Integer> adjacentParent,
        HashRange range,
        long second,
        Instant created,
        Optional<Instant> closed) {
    private static final String PREFIX = "shardId-000000000000";

    public StreamShard {
        Objects.requireNonNull(parent, "parent");
        Objects.requireNonNull(adjacentParent, "adjacentParent");
        Objects.requireNonNull(range, "range");
        Objects.requireNonNull(created, "created");
        Objects.requireNonNull(closed, "closed");
    }

    /** The id of a shard, such as {@code shardId-000000000007}. */
    public static String id(int number) {
        String digits = Integer.toString(number);
        return PREFIX.substring(0, PREFIX.length() - digits.length()) + digits;
    }

    /** Its id. */
    public String id() {
        return id(number);
    }

    /** Whether it takes records. */
    public boolean isOpen() {
        return closed.isEmpty();
    }

    /** Whether it took records at that time. */
    public boolean wasOpenAt(Instant time) {
        return !created.isAfter(time) && closed.map(end -> end.isAfter(time)).orElse(true);
    }

    /** The numbers of the shards that it was made from. */
    public List<Integer> parents() {
        List<Integer> parents = new ArrayList<>();
        parent.ifPresent(parents::add);
        adjacentParent.ifPresent(parents::add);
        return parents;
    }

    /** The number of the record that came to {@code place} at that time. */
    public SequenceNumber number(long place, long arrivalMillis) {
        return new SequenceNumber(second, number, place, Math.floorDiv(arrivalMillis, 1000L));
    }

    /** The number before its first record. */
    public SequenceNumber first() {
        return new SequenceNumber(second, number, 0, second);
    }

    /** The number behind its last record; empty while it is open. */
    public Optional<SequenceNumber> last() {
        return closed.map(end -> new SequenceNumber(second, number, SequenceNumber.END, end.getEpochSecond()));
    }

    StreamShard closedAt(Instant now) {
        return new StreamShard(number, parent, adjacentParent, range, second, created, Optional.of(now));
    }
}
