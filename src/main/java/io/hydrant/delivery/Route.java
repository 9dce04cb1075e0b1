package io.hydrant.delivery;

/**
 * Where a lane's records go now.
 *
 * @param origin with the version of the configuration
 */
public record Route(Origin origin, BufferingHints hints, Destination destination) {}
