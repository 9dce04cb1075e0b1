/**
 * Kafka's own client behind the port. Entrance: {@link io.hydrant.service.kafka.remote.RemoteKafka}. It does not know who reads, nor how
 * far. The client is not part of Hydrant: it is loaded with the first topic.
 */
@NullMarked
package io.hydrant.service.kafka.remote;

import org.jspecify.annotations.NullMarked;
