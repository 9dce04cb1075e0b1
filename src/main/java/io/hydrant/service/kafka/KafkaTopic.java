package io.hydrant.service.kafka;

import java.util.Objects;

import io.hydrant.aws.Scope;

/**
 * A topic, and for whom it is read.
 *
 * @param scope the account and Region of the delivery stream
 * @param deliveryStream its name
 * @param clusterArn as its configuration names it
 */
public record KafkaTopic(Scope scope, String deliveryStream, String clusterArn, String topic) {
    public KafkaTopic {
        Objects.requireNonNull(scope, "scope");
        Objects.requireNonNull(deliveryStream, "deliveryStream");
        Objects.requireNonNull(clusterArn, "clusterArn");
        Objects.requireNonNull(topic, "topic");
    }
}
