package io.hydrant.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Chunks that a log had in one row when it was opened: of one stream, in one queue, under one key. What is known of all together is at
 * hand, and each for itself is read out of the row when it is asked for.
 *
 * @param first the place of the first chunk
 * @param last the place of the last chunk; places between belong to these chunks or to those of other streams
 * @param size how many chunks
 * @param records how many
 * @param recordBytes their sizes together
 * @param nextSequence above those of all records
 * @param oldest when the first of them arrived
 * @param newest when the last of them arrived
 * @param inside makes the chunks
 */
public record KeptRow(
        String owner,
        String queue,
        boolean copied,
        Optional<String> key,
        long first,
        long last,
        int size,
        long records,
        long recordBytes,
        long nextSequence,
        Instant oldest,
        Instant newest,
        Supplier<List<KeptChunk>> inside) {
    /** A chunk by itself. */
    public static KeptRow of(KeptChunk only) {
        LoggedChunk chunk = only.chunk();
        List<KeptChunk> inside = List.of(only);
        return new KeptRow(
                chunk.owner(),
                chunk.queue(),
                chunk.copied(),
                chunk.key(),
                only.place(),
                only.place(),
                1,
                chunk.count(),
                chunk.recordBytes(),
                chunk.sequence() + chunk.count(),
                chunk.arrival(),
                chunk.arrival(),
                () -> inside);
    }

    /** The chunks, in their order. */
    public List<KeptChunk> chunks() {
        return inside.get();
    }

    /** In how many queues each of the chunks waits. */
    public int copies() {
        return copied ? 2 : 1;
    }
}
