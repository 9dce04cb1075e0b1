package io.hydrant.source.msk;

import java.util.Map;

import io.hydrant.aws.Scope;
import io.hydrant.store.StateKey;
import io.hydrant.store.StateKind;

/**
 * How far a delivery stream has delivered the topic that it reads. A value.
 *
 * @param offsets of the next record to be delivered, by partition; those that are not named here came later
 */
record MskCheckpoint(Map<Integer, Long> offsets) {
    /** Checkpoints in a store. */
    static final StateKind<MskCheckpoint> KIND = new StateKind<>("source.msk.checkpoint", MskCheckpoint.class);

    /** Of a delivery stream that has not taken its place yet. */
    static final MskCheckpoint NONE = new MskCheckpoint(Map.of());

    MskCheckpoint {
        offsets = Map.copyOf(offsets);
    }

    /** What finds the checkpoint of a delivery stream in a store. */
    static StateKey<MskCheckpoint> keyOf(Scope scope, String stream) {
        return KIND.key(scope, stream);
    }
}
