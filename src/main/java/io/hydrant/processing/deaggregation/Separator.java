package io.hydrant.processing.deaggregation;

/** Finds the records that one record holds. Thread-safe. */
interface Separator {
    /** Adds where the parts of {@code length} bytes from {@code offset} on stand, in their order. */
    void separate(byte[] data, int offset, int length, Parts parts);
}
