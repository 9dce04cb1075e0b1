package io.hydrant.source.msk;

import java.time.Instant;
import java.util.Objects;
import java.util.function.UnaryOperator;

import io.hydrant.service.kafka.KafkaService;
import io.hydrant.source.round.RoundMeans;
import io.hydrant.store.StateStore;

/**
 * What readers of topics share.
 *
 * @param store where it is kept how far each topic has been delivered
 * @param strict whether a stream is refused whose topic can never be read; otherwise it is warned about
 * @param wall from an instant of Hydrant's clock to one of the machine's, where Kafka lives
 */
public record MskMeans(
        KafkaService kafka, boolean strict, StateStore store, UnaryOperator<Instant> wall, RoundMeans rounds) {
    public MskMeans {
        Objects.requireNonNull(kafka, "kafka");
        Objects.requireNonNull(store, "store");
        Objects.requireNonNull(wall, "wall");
        Objects.requireNonNull(rounds, "rounds");
    }
}
