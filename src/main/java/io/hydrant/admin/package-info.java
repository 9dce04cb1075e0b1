/**
 * The control API: health, the clock, what is inside a stream, events, reset, metrics. Entrance:
 * {@link io.hydrant.admin.AdminEndpoint}. Does not know how a request reaches it.
 */
@NullMarked
package io.hydrant.admin;

import org.jspecify.annotations.NullMarked;
