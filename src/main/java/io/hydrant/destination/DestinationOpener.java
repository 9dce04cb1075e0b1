package io.hydrant.destination;

/** Makes the destination that a configuration describes. Thread-safe. */
@FunctionalInterface
public interface DestinationOpener {
    /** Ready to deliver; nothing is connected or looked up yet. */
    Destination open(DestinationSpec spec, StreamVersion origin, Purpose purpose);
}
