package io.hydrant.destination.search;

import java.util.Arrays;

import io.hydrant.record.RecordSet;

/** Positions of records, gathered one by one. Not thread-safe. */
final class Positions {
    private final int size;
    private int[] positions = {};
    private int count;

    /** @param size how many records the batch has */
    Positions(int size) {
        this.size = size;
    }

    void add(int position) {
        if (count == positions.length) {
            positions = Arrays.copyOf(positions, Math.max(16, count * 2));
        }
        positions[count++] = position;
    }

    boolean isEmpty() {
        return count == 0;
    }

    /** Those that were gathered. */
    RecordSet set() {
        return RecordSet.of(size, Arrays.copyOf(positions, count));
    }
}
