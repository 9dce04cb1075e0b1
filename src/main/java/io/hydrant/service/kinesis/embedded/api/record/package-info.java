/**
 * Operations that put and read records. Entrance: {@link
 * io.hydrant.service.kinesis.embedded.api.record.RecordOperations}.
 */
@NullMarked
package io.hydrant.service.kinesis.embedded.api.record;

import org.jspecify.annotations.NullMarked;
