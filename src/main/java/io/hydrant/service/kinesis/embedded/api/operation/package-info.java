/**
 * What the operations of Kinesis share: their base, shards in answers, tags. Entrance: {@link
 * io.hydrant.service.kinesis.embedded.api.operation.KinesisOperation}. Names no operation.
 */
@NullMarked
package io.hydrant.service.kinesis.embedded.api.operation;

import org.jspecify.annotations.NullMarked;
