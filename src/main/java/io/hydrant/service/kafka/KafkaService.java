package io.hydrant.service.kafka;

import java.util.Optional;

/** Kafka, as a source sees it. Thread-safe. */
@FunctionalInterface
public interface KafkaService {
    /**
     * Opens a topic for one reader; nothing need be connected yet.
     *
     * @throws KafkaFailure if it is not known where the cluster is, or if the library is missing
     */
    TopicReader open(KafkaTopic topic);

    /** What is missing, so that no topic can be read, in a sentence; empty if nothing is. */
    default Optional<String> missing() {
        return Optional.empty();
    }
}
