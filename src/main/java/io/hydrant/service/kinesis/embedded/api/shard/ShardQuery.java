package io.hydrant.service.kinesis.embedded.api.shard;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

import io.hydrant.protocol.Structure;
import io.hydrant.service.kinesis.embedded.ShardReads;
import io.hydrant.service.kinesis.embedded.stream.KinesisErrors;
import io.hydrant.service.kinesis.embedded.stream.StreamDescription;
import io.hydrant.service.kinesis.embedded.stream.StreamShard;

/**
 * Which shards a list asks for.
 *
 * @param after the number of the last shard before the list
 * @param type of the filter, as AWS spells it
 */
record ShardQuery(int after, String type, Optional<Instant> timestamp) {
    /** What an input asks for; the texts of refusals are guesses. */
    static ShardQuery of(Structure input, StreamDescription stream) {
        Optional<Structure> filter = input.structure("ShardFilter");
        String type = filter.map(given -> given.requiredText("Type")).orElse("FROM_TRIM_HORIZON");
        Optional<Instant> timestamp = filter.flatMap(given -> given.instant("Timestamp"));
        if (type.endsWith("_TIMESTAMP") != timestamp.isPresent()) {
            throw KinesisErrors.invalid(
                    timestamp.isPresent()
                            ? "Timestamp can only be given for the ShardFilter types AT_TIMESTAMP and FROM_TIMESTAMP."
                            : "Timestamp must be given for the ShardFilter type " + type + ".");
        }
        Optional<String> shard = filter.flatMap(given -> given.text("ShardId"));
        if (type.equals("AFTER_SHARD_ID") != shard.isPresent()) {
            throw KinesisErrors.invalid(
                    shard.isPresent()
                            ? "ShardId can only be given for the ShardFilter type AFTER_SHARD_ID."
                            : "ShardId must be given for the ShardFilter type AFTER_SHARD_ID.");
        }
        int after = Math.max(number(input.text("ExclusiveStartShardId"), stream), number(shard, stream));
        return new ShardQuery(after, type, timestamp);
    }

    private static int number(Optional<String> shard, StreamDescription stream) {
        return shard.map(id -> ShardReads.number(id).orElseThrow(() -> KinesisErrors.shardNotFound(id, stream)))
                .orElse(-1);
    }

    /** The shards that it asks for. */
    List<StreamShard> of(StreamDescription stream, Instant now) {
        Predicate<StreamShard> filter =
                switch (type) {
                    case "AT_LATEST" -> StreamShard::isOpen;
                    case "AT_TRIM_HORIZON" -> shard -> shard.wasOpenAt(horizon(stream, now));
                    case "AT_TIMESTAMP" -> shard -> shard.wasOpenAt(timestamp.orElseThrow());
                    case "FROM_TIMESTAMP" ->
                        shard -> shard.closed()
                                .map(closed -> !closed.isBefore(timestamp.orElseThrow()))
                                .orElse(true);
                    default -> shard -> true;
                };
        return stream.shards().shards().stream()
                .filter(shard -> shard.number() > after)
                .filter(filter)
                .toList();
    }

    private static Instant horizon(StreamDescription stream, Instant now) {
        Instant oldest = now.minus(stream.settings().retention());
        return oldest.isBefore(stream.created()) ? stream.created() : oldest;
    }
}
