package io.hydrant.source.kinesis;

import java.util.Objects;

import io.hydrant.service.kinesis.KinesisService;
import io.hydrant.source.round.RoundMeans;
import io.hydrant.store.StateStore;

/**
 * What readers of Kinesis streams share.
 *
 * @param store where it is kept how far each stream has been delivered
 */
public record KinesisMeans(KinesisService kinesis, StateStore store, RoundMeans rounds) {
    public KinesisMeans {
        Objects.requireNonNull(kinesis, "kinesis");
        Objects.requireNonNull(store, "store");
        Objects.requireNonNull(rounds, "rounds");
    }
}
