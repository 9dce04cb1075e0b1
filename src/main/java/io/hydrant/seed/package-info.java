/**
 * The seed file: what exists before the port opens. Entrance: {@link io.hydrant.seed.Seed}. It calls the operations that answer
 * the wire and keeps no state.
 */
@NullMarked
package io.hydrant.seed;

import org.jspecify.annotations.NullMarked;
