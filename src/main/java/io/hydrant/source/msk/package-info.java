/**
 * The source MSKAsSource: records are read from the partitions of a topic, and it is written down which of them have been delivered.
 * Entrance: {@link io.hydrant.source.msk.MskType}. It does not know Kafka's client, nor how a stream keeps its records.
 */
@NullMarked
package io.hydrant.source.msk;

import org.jspecify.annotations.NullMarked;
