/**
 * Operations on the shards of a stream. Entrance: {@link io.hydrant.service.kinesis.embedded.api.shard.ShardOperations}.
 */
@NullMarked
package io.hydrant.service.kinesis.embedded.api.shard;

import org.jspecify.annotations.NullMarked;
