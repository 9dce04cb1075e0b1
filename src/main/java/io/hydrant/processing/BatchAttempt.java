package io.hydrant.processing;

import java.util.UUID;

/**
 * One attempt to process a batch: what processors tell besides the records that go on. For one thread.
 *
 * <p>A batch may be worked on in parts, each of which counts its own attempts. What a part gave is kept when a later part fails.
 * The next attempt brings every record of the batch again, in the same order; whoever makes parts makes the same ones and passes
 * over those that are done.
 */
public interface BatchAttempt {
    /** The batch's id, the same over all attempts. */
    UUID id();

    /** How many parts of the batch are done: 0 in the first attempt. */
    int partsDone();

    /** The number of this attempt at the part after those that are done: 1 for the first. */
    int attempt();

    /** One more part is done: all that it gives has been told, and is kept. */
    void partDone();

    /** A part that an earlier attempt has done was skipped. What processors before it reported of its records is not reported again. */
    void partPassed();

    /** The record leaves no trace, as the function wants it. */
    void drop(ProcessedRecord record);

    /** The record goes to the error output that the failure names, {@link ProcessedRecord#asPut as it was put}. */
    void fail(ProcessedRecord record, ProcessingFailure failure);
}
