/**
 * Hydrant's image as Testcontainers starts it. Entrance: {@link io.hydrant.testing.containers.HydrantContainer}. Testcontainers is
 * an optional dependency of the jar: whoever uses this room brings it. Knows nothing of the server's own classes.
 */
@NullMarked
package io.hydrant.testing.containers;

import org.jspecify.annotations.NullMarked;
