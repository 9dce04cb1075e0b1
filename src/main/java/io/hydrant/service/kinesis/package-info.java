/**
 * The port of Kinesis Data Streams: what a delivery stream asks of the stream that it reads. Entrance:
 * {@link io.hydrant.service.kinesis.KinesisService}. It does not know which Kinesis answers.
 */
@NullMarked
package io.hydrant.service.kinesis;

import org.jspecify.annotations.NullMarked;
