/**
 * The records of a shard, how fast it takes and gives them, and the iterators over it. Entrance: {@link
 * io.hydrant.service.kinesis.embedded.shard.ShardLog}. A shard knows no stream.
 */
@NullMarked
package io.hydrant.service.kinesis.embedded.shard;

import org.jspecify.annotations.NullMarked;
