package io.hydrant.service.kinesis.embedded.shard;

import java.time.Instant;
import java.util.Objects;

import io.hydrant.aws.Scope;

/**
 * A place in a shard.
 *
 * @param stream the name of the stream
 * @param streamCreated tells the stream from a later one of its name
 * @param shard the number of the shard
 * @param place of the next record to be read
 * @param created it lives for five minutes
 */
public record ShardIterator(Scope scope, String stream, Instant streamCreated, int shard, long place, Instant created) {
    public ShardIterator {
        Objects.requireNonNull(scope, "scope");
        Objects.requireNonNull(stream, "stream");
        Objects.requireNonNull(streamCreated, "streamCreated");
        Objects.requireNonNull(created, "created");
    }
}
