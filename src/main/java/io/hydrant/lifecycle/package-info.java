/**
 * Start, reset and stop of a whole Hydrant. Entrances: {@link io.hydrant.lifecycle.CloseStack},
 * {@link io.hydrant.lifecycle.StateReset}, {@link io.hydrant.lifecycle.ShutdownFlush}. It does not know which parts answer behind
 * the ports.
 */
@NullMarked
package io.hydrant.lifecycle;

import org.jspecify.annotations.NullMarked;
