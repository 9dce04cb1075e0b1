package io.hydrant.service.kinesis.embedded.stream;

/** The status of a stream, as Kinesis spells it. */
public enum StreamStatus {
    /** Not to be written or read yet. */
    CREATING,
    /** At work. */
    ACTIVE,
    /** At work, and being changed. */
    UPDATING,
    /** About to be gone. */
    DELETING
}
