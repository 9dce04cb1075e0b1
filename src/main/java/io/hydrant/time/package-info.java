/**
 * When it is and what happens later. Entrance: {@link io.hydrant.time.VirtualTime}. Knows nothing of Firehose.
 */
@NullMarked
package io.hydrant.time;

import org.jspecify.annotations.NullMarked;
