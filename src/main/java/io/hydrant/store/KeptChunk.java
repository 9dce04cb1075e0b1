package io.hydrant.store;

/**
 * A chunk that a log had when it was opened.
 *
 * @param place in the log
 * @param row the place of the first chunk of the row that has its bytes
 * @param offset of its bytes in the row
 */
public record KeptChunk(long place, LoggedChunk chunk, long row, int offset) {}
