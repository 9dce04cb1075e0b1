package io.hydrant.time;

/** Something that has not happened yet. */
public interface Cancellable {
    /** Whether this call kept it from happening. */
    boolean cancel();
}
