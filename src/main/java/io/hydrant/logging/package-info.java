/**
 * How a Hydrant process logs. Entrance: {@link io.hydrant.logging.LogOwner}. A library that embeds Hydrant keeps its own logging.
 */
@NullMarked
package io.hydrant.logging;

import org.jspecify.annotations.NullMarked;
