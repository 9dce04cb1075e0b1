package io.hydrant.store;

import java.time.Instant;

/**
 * A node as the engine knows it, by the engine's clock.
 *
 * @param since when it came
 * @param seen when it was heard of last
 * @param leads whether it has the lease
 */
public record KnownNode(Node node, Instant since, Instant seen, boolean leads) {}
