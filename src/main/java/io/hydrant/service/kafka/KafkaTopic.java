package io.hydrant.service.kafka;

import java.util.Objects;

/**
 * A topic, and for whom it is read.
 *
 * @param deliveryStream the name of the delivery stream
 * @param clusterArn as its configuration names it
 */
public record KafkaTopic(String deliveryStream, String clusterArn, String topic) {
    public KafkaTopic {
        Objects.requireNonNull(deliveryStream, "deliveryStream");
        Objects.requireNonNull(clusterArn, "clusterArn");
        Objects.requireNonNull(topic, "topic");
    }
}
