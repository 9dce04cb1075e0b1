package io.hydrant.store;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * What a log knows of the records of one put beside their bytes.
 *
 * @param owner the stream that they belong to, unlike one of the same name before it
 * @param queue where they wait
 * @param copied whether they wait for the source backup too
 * @param arrival when they were accepted
 * @param sequence the number of the first in its stream
 * @param count how many
 * @param recordBytes their sizes together, without lengths and seal
 * @param length of the bytes that the log keeps
 * @param key what the bytes are sealed under, in the words of the one who sealed them; empty when they are plain
 */
public record LoggedChunk(
        String owner,
        String queue,
        boolean copied,
        Instant arrival,
        long sequence,
        int count,
        int recordBytes,
        int length,
        Optional<String> key) {
    public LoggedChunk {
        Objects.requireNonNull(owner, "owner");
        Objects.requireNonNull(queue, "queue");
        Objects.requireNonNull(arrival, "arrival");
        Objects.requireNonNull(key, "key");
    }

    /** In how many queues it waits. */
    public int copies() {
        return copied ? 2 : 1;
    }
}
