package io.hydrant.delivery;

import io.hydrant.destination.Transfer;

/**
 * A transfer whose result waits for its turn: batches may be worked on at the same time, and go on in their order. Both methods are
 * called under the stream's lock, one of them, once.
 */
interface StagedTransfer extends Transfer {
    /** How many records were dropped and how many failed, and why, in the attempt that succeeded. */
    Processed processed();

    /** The batch's turn has come: its results enter the next queues. */
    void commit();

    /** The results are not wanted any more. */
    void abandon();
}
