/**
 * Several processes that are one Firehose: one leads, under a lease in the engine that they share, and the others hand their calls
 * to it. Entrance: {@link io.hydrant.node.Member}. It does not know what is kept in the engine, nor what answers a call.
 */
@NullMarked
package io.hydrant.node;

import org.jspecify.annotations.NullMarked;
