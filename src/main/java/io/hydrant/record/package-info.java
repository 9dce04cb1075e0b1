/**
 * Records while Hydrant keeps them: buffers, batches, hints, the memory they may take, and the ports that encrypt and decrypt
 * them. Entrances: {@link io.hydrant.record.RecordBuffer} and {@link io.hydrant.record.RecordBatch}. It does not know where
 * records come from or go to.
 */
@NullMarked
package io.hydrant.record;

import org.jspecify.annotations.NullMarked;
