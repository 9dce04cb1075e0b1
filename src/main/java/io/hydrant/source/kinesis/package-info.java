/**
 * The source KinesisStreamAsSource: records are read from the shards of a Kinesis stream, and it is written down which of them have
 * been delivered. Entrance: {@link io.hydrant.source.kinesis.KinesisType}. It does not know which Kinesis answers, nor how a
 * stream keeps its records.
 */
@NullMarked
package io.hydrant.source.kinesis;

import org.jspecify.annotations.NullMarked;
