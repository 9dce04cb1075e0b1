/**
 * The ports of destinations: what the delivery engine asks of each, {@link io.hydrant.destination.Destination}, and what each may
 * ask of the Hydrant around it, {@link io.hydrant.destination.DestinationContext}. Does not know queues, retries or the rules of
 * configurations.
 */
@NullMarked
package io.hydrant.destination;

import org.jspecify.annotations.NullMarked;
