package io.hydrant.delivery;

import java.util.List;

import io.hydrant.record.RecordBuffer;
import io.hydrant.record.RecordSet;

/**
 * Records that wait together.
 *
 * @param chunks oldest first
 * @param remaining those that have neither arrived nor been lost; the others keep their room until these have
 */
public record Waiting(List<RecordBuffer.Chunk> chunks, RecordSet remaining) {
    public Waiting {
        chunks = List.copyOf(chunks);
    }
}
