package io.hydrant.time;

/** Work in flight on another thread, which the clock waits for. Closing it twice is harmless. */
public interface Hold extends AutoCloseable {
    /** Says that the current thread does the work, so that {@link Scheduler#wake} finds it. */
    default void here() {}

    /** Waits, by the wall, until the work is done or waits for the clock. */
    default void awaitStill() {}

    @Override
    void close();
}
