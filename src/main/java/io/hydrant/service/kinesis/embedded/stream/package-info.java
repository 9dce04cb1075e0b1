/**
 * What a Kinesis stream is: its description, its shards, the numbers of their records; Kinesis' errors. Values only. Entrance:
 * {@link io.hydrant.service.kinesis.embedded.stream.StreamDescription}.
 */
@NullMarked
package io.hydrant.service.kinesis.embedded.stream;

import org.jspecify.annotations.NullMarked;
