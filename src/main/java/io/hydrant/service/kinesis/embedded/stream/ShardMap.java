package io.hydrant.service.kinesis.embedded.stream;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The shards of a stream, open and closed, by number. A split, a merge and a new count make another map.
 *
 * @param next the number of the next shard
 */
public record ShardMap(List<StreamShard> shards, int next) {
    public ShardMap {
        shards = List.copyOf(shards);
    }

    /** The shards of a new stream. */
    public static ShardMap of(int count, Instant now) {
        List<StreamShard> shards = new ArrayList<>();
        for (HashRange range : HashRange.uniform(count)) {
            shards.add(new StreamShard(
                    shards.size(),
                    Optional.empty(),
                    Optional.empty(),
                    range,
                    now.getEpochSecond(),
                    now,
                    Optional.empty()));
        }
        return new ShardMap(shards, count);
    }

    /** The open shards in the order of their ranges. */
    public List<StreamShard> open() {
        return shards.stream()
                .filter(StreamShard::isOpen)
                .sorted(Comparator.comparing(shard -> shard.range().start()))
                .toList();
    }

    /** How many are open. */
    public int openCount() {
        return (int) shards.stream().filter(StreamShard::isOpen).count();
    }

    /** The shard of that number. */
    public Optional<StreamShard> find(int number) {
        return shards.stream().filter(shard -> shard.number() == number).findFirst();
    }

    /** The shards that were made from the one of that number. */
    public List<StreamShard> childrenOf(int number) {
        return shards.stream().filter(shard -> shard.parents().contains(number)).toList();
    }

    /** Two shards in place of {@code shard}; the second one begins at {@code start}. */
    public ShardMap split(StreamShard shard, HashKey start, Instant now) {
        HashRange range = shard.range();
        StreamShard left = child(next, shard, Optional.empty(), new HashRange(range.start(), start.previous()), now);
        StreamShard right = child(next + 1, shard, Optional.empty(), new HashRange(start, range.end()), now);
        return with(List.of(shard), List.of(left, right), now);
    }

    /** One shard in place of two neighbours. */
    public ShardMap merge(StreamShard left, StreamShard right, Instant now) {
        StreamShard merged = child(next, left, Optional.of(right), left.range().with(right.range()), now);
        return with(List.of(left, right), List.of(merged), now);
    }

    /**
     * {@code count} open shards of one size. The open ones are split where a new one begins, then neighbours are merged, so that each
     * shard has two parents at most. A shard that fits stays. The intermediate steps are a guess; AWS shows some too.
     */
    public ShardMap uniform(int count, Instant now) {
        ShardMap map = this;
        List<HashRange> targets = HashRange.uniform(count);
        for (HashRange target : targets) {
            StreamShard holder = map.holderOf(target.start());
            if (!holder.range().start().equals(target.start())) {
                map = map.split(holder, target.start(), now);
            }
        }
        for (HashRange target : targets) {
            StreamShard left = map.holderOf(target.start());
            while (!left.range().end().equals(target.end())) {
                map = map.merge(left, map.holderOf(left.range().end().next()), now);
                left = map.holderOf(target.start());
            }
        }
        return map;
    }

    /** When the first one of those that are still known was closed; empty when all are open. */
    public Optional<Instant> firstClosed() {
        return shards.stream().flatMap(shard -> shard.closed().stream()).min(Comparator.naturalOrder());
    }

    /** Without the shards that were closed before {@code horizon}. */
    public ShardMap closedSince(Instant horizon) {
        return new ShardMap(
                shards.stream()
                        .filter(shard -> shard.closed()
                                .map(closed -> closed.isAfter(horizon))
                                .orElse(true))
                        .toList(),
                next);
    }

    private StreamShard holderOf(HashKey key) {
        return shards.stream()
                .filter(shard -> shard.isOpen() && shard.range().contains(key))
                .findFirst()
                .orElseThrow();
    }

    private static StreamShard child(
            int number, StreamShard parent, Optional<StreamShard> adjacent, HashRange range, Instant now) {
        long youngest =
                Math.max(parent.second(), adjacent.map(StreamShard::second).orElse(0L));
        return new StreamShard(
                number,
                Optional.of(parent.number()),
                adjacent.map(StreamShard::number),
                range,
                Math.max(now.getEpochSecond(), youngest) + 1,
                now,
                Optional.empty());
    }

    private ShardMap with(List<StreamShard> closed, List<StreamShard> opened, Instant now) {
        Stream<StreamShard> old = shards.stream().map(shard -> closed.contains(shard) ? shard.closedAt(now) : shard);
        return new ShardMap(Stream.concat(old, opened.stream()).toList(), next + opened.size());
    }
}
