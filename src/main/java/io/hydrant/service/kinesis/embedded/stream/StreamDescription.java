package io.hydrant.service.kinesis.embedded.stream;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

import io.hydrant.aws.Arn;
import io.hydrant.aws.Scope;

/**
 * All that is known of a stream but its records.
 *
 * @param created tells a stream from an earlier one of its name
 * @param consumers by their names
 * @param policy the stream's resource policy
 */
public record StreamDescription(
        Scope scope,
        String name,
        Instant created,
        StreamStatus status,
        StreamSettings settings,
        ShardMap shards,
        Map<String, String> tags,
        Map<String, StreamConsumer> consumers,
        Optional<String> policy) {
    public StreamDescription {
        Objects.requireNonNull(scope, "scope");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(created, "created");
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(settings, "settings");
        Objects.requireNonNull(shards, "shards");
        Objects.requireNonNull(policy, "policy");
        tags = Collections.unmodifiableMap(new TreeMap<>(tags));
        consumers = Collections.unmodifiableMap(new TreeMap<>(consumers));
    }

    /** A new stream. */
    public static StreamDescription of(
            Scope scope, String name, Instant now, StreamSettings settings, ShardMap shards, Map<String, String> tags) {
        return new StreamDescription(
                scope, name, now, StreamStatus.CREATING, settings, shards, tags, Map.of(), Optional.empty());
    }

    /** The stream's ARN. */
    public Arn arn() {
        return scope.arn("kinesis", "stream/" + name);
    }

    /** The same in another status. */
    public StreamDescription withStatus(StreamStatus next) {
        return new StreamDescription(scope, name, created, next, settings, shards, tags, consumers, policy);
    }

    /** The same with other settings. */
    public StreamDescription withSettings(UnaryOperator<StreamSettings> change) {
        return new StreamDescription(
                scope, name, created, status, change.apply(settings), shards, tags, consumers, policy);
    }

    /** The same with other shards. */
    public StreamDescription withShards(ShardMap next) {
        return new StreamDescription(scope, name, created, status, settings, next, tags, consumers, policy);
    }

    /** The same with other tags. */
    public StreamDescription withTags(Map<String, String> next) {
        return new StreamDescription(scope, name, created, status, settings, shards, next, consumers, policy);
    }

    /** The same with one more consumer, or a changed one. */
    public StreamDescription withConsumer(StreamConsumer consumer) {
        Map<String, StreamConsumer> next = new TreeMap<>(consumers);
        next.put(consumer.name(), consumer);
        return new StreamDescription(scope, name, created, status, settings, shards, tags, next, policy);
    }

    /** The same without a consumer. */
    public StreamDescription withoutConsumer(String consumer) {
        Map<String, StreamConsumer> next = new TreeMap<>(consumers);
        next.remove(consumer);
        return new StreamDescription(scope, name, created, status, settings, shards, tags, next, policy);
    }

    /** The same with a resource policy, or without one. */
    public StreamDescription withPolicy(Optional<String> next) {
        return new StreamDescription(scope, name, created, status, settings, shards, tags, consumers, next);
    }
}
