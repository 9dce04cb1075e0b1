/**
 * What records of a Kinesis stream look like. Entrance: {@link io.hydrant.source.kinesis.AggregatedRecord}. It does not read any
 * stream.
 */
@NullMarked
package io.hydrant.source.kinesis;

import org.jspecify.annotations.NullMarked;
