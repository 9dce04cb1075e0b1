/**
 * Hydrant's own Kinesis Data Streams: the streams of every account and Region, in memory; Firehose's way to them. Entrance: {@link
 * io.hydrant.service.kinesis.embedded.EmbeddedKinesis}. It would work without Firehose.
 */
@NullMarked
package io.hydrant.service.kinesis.embedded;

import org.jspecify.annotations.NullMarked;
