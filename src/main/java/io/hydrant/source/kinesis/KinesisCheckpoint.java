package io.hydrant.source.kinesis;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;

import io.hydrant.aws.Scope;
import io.hydrant.store.StateKey;
import io.hydrant.store.StateKind;

/**
 * How far a delivery stream has delivered the Kinesis stream that it reads. A value.
 *
 * @param sourceCreated when the Kinesis stream was made; tells it from another of its name
 * @param shards by their ids; those that are not named here came later
 */
record KinesisCheckpoint(Instant sourceCreated, Map<String, Mark> shards) {
    /** Checkpoints in a store. */
    static final StateKind<KinesisCheckpoint> KIND =
            new StateKind<>("source.kinesis.checkpoint", KinesisCheckpoint.class);

    KinesisCheckpoint {
        Objects.requireNonNull(sourceCreated, "sourceCreated");
        shards = Map.copyOf(shards);
    }

    /** Whether no place was taken yet. */
    boolean isNone() {
        return sourceCreated.equals(Instant.EPOCH) && shards.isEmpty();
    }

    /**
     * One shard.
     *
     * @param ended whether it has ended there
     */
    record Mark(ShardPlace delivered, boolean ended) {}

    /** Of a delivery stream that has not taken its place yet. */
    static final KinesisCheckpoint NONE = new KinesisCheckpoint(Instant.EPOCH, Map.of());

    /** What finds the checkpoint of a delivery stream in a store. */
    static StateKey<KinesisCheckpoint> keyOf(Scope scope, String stream) {
        return KIND.key(scope, stream);
    }
}
