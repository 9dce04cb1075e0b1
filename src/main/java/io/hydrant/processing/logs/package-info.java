/**
 * CloudWatchLogProcessing: the messages of the log events that a subscription of CloudWatch Logs sent in one record. Entrance: {@link
 * io.hydrant.processing.logs.LogProcessingType}. It reads what Decompression has unpacked.
 */
@NullMarked
package io.hydrant.processing.logs;

import org.jspecify.annotations.NullMarked;
