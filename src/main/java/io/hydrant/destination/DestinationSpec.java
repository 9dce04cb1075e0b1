package io.hydrant.destination;

import java.util.Optional;

import io.hydrant.record.BufferingHints;

/** A destination's configuration as delivery needs it: typed, checked, and with every default filled in. */
public interface DestinationSpec {
    /** When a buffer is delivered. */
    BufferingHints hints();

    /** The bucket that every source record is kept in besides; empty for no backup. */
    Optional<S3Bucket> backup();

    /** The bucket for records that could not be processed. */
    S3Bucket errorBucket();

    /** How records are sorted into partitions, each with a buffer of its own; empty if they are not. */
    default Optional<Partitioning> partitioning() {
        return Optional.empty();
    }

    /** How many invocations of a function are under way at most, documented: five for each destination but Splunk. */
    default int invocationsAtOnce() {
        return 5;
    }

    /** Whether its error output shows where records were read. */
    default boolean tellsOrigins() {
        return false;
    }

    /** The destination, ready to deliver; nothing is connected or looked up yet. */
    Destination open(DestinationContext context);
}
