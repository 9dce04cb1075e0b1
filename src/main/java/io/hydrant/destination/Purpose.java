package io.hydrant.destination;

/** Why records go to a destination. */
public enum Purpose {
    /** The destination is the stream's own. */
    DESTINATION,
    /** The stream's processors work on the records. */
    PROCESSING,
    /** Firehose backs up every source record. */
    BACKUP,
    /** The stream's destination or its processors did not take the records. */
    ERROR_OUTPUT
}
