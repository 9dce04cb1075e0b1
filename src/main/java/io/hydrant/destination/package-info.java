/**
 * The port of destinations: what the delivery engine asks of each. Entrance: {@link io.hydrant.destination.Destination}. It does
 * not know queues or retries.
 */
@NullMarked
package io.hydrant.destination;

import org.jspecify.annotations.NullMarked;
