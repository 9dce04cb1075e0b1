package io.hydrant.delivery;

import io.hydrant.destination.Destination;
import io.hydrant.destination.StreamVersion;
import io.hydrant.record.BufferingHints;

/**
 * Where a queue's records go now.
 *
 * @param origin with the version of the configuration
 */
public record DeliveryTarget(StreamVersion origin, BufferingHints hints, Destination destination) {}
