/**
 * The port of state: what Hydrant has to remember, as typed values that are compared and replaced, and timers as data. Entrances:
 * {@link io.hydrant.store.StateStore}, {@link io.hydrant.store.StateCell}, {@link io.hydrant.store.Timers}. It does not know what
 * the values mean, nor where they are kept.
 */
@NullMarked
package io.hydrant.store;

import org.jspecify.annotations.NullMarked;
