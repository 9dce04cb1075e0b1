/**
 * Operations on registered consumers. Entrance: {@link
 * io.hydrant.service.kinesis.embedded.api.consumer.ConsumerOperations}.
 */
@NullMarked
package io.hydrant.service.kinesis.embedded.api.consumer;

import org.jspecify.annotations.NullMarked;
