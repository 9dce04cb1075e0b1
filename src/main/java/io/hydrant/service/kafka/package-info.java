/**
 * The port of Kafka: what a delivery stream asks of the topic that it reads. Entrance: {@link io.hydrant.service.kafka.KafkaService}. It
 * does not know Kafka's client.
 */
@NullMarked
package io.hydrant.service.kafka;

import org.jspecify.annotations.NullMarked;
