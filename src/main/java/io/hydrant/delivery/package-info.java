/**
 * Records between their acknowledgement and their destination. Entrance: {@link io.hydrant.delivery.RecordBuffer}. Does not know
 * who put them, or how they are sealed.
 */
@NullMarked
package io.hydrant.delivery;

import org.jspecify.annotations.NullMarked;
