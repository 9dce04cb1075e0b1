/**
 * RecordDeAggregation: one record that holds several, taken apart. Entrance: {@link
 * io.hydrant.processing.deaggregation.DeAggregationType}. It does not know what the parts are for.
 */
@NullMarked
package io.hydrant.processing.deaggregation;

import org.jspecify.annotations.NullMarked;
