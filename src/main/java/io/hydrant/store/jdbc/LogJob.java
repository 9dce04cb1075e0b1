package io.hydrant.store.jdbc;

import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.hydrant.store.LogChange;
import io.hydrant.store.NewChunk;
import org.jspecify.annotations.Nullable;

/**
 * Changes of the log that are made together.
 *
 * @param finished numbers of batches
 * @param forgotten chunks that have left a queue
 * @param answer who is told; null when the changes are made in any case, and tried again until then
 */
record LogJob(
        List<NewChunk> appended,
        List<BatchRow> written,
        List<Long> finished,
        List<LogChange.Forget> forgotten,
        @Nullable CompletableFuture<Void> answer) {
    /** A batch as it is in the table. */
    record BatchRow(long number, long last, byte[] content) {}

    /** About how many bytes it writes. */
    long bytes() {
        long bytes = 0;
        for (NewChunk each : appended) {
            bytes += each.chunk().length();
        }
        for (BatchRow each : written) {
            bytes += each.content().length;
        }
        return bytes;
    }
}
