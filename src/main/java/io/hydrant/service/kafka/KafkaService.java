package io.hydrant.service.kafka;

/** Kafka, as a source sees it. Thread-safe. */
@FunctionalInterface
public interface KafkaService {
    /**
     * Opens a topic for one reader; nothing need be connected yet.
     *
     * @throws KafkaFailure if it is not known where the cluster is, or if the library is missing
     */
    TopicReader open(KafkaTopic topic);
}
