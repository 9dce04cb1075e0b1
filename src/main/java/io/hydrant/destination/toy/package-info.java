/**
 * A destination that keeps records in memory, to show that a destination is added with its package and one line. Entrance:
 * {@link io.hydrant.destination.toy.ToyType}. Knows no other destination.
 */
@NullMarked
package io.hydrant.destination.toy;

import org.jspecify.annotations.NullMarked;
