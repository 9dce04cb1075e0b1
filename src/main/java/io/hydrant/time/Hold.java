package io.hydrant.time;

/** Work in flight on another thread, which the clock waits for. Closing it twice is harmless. */
public interface Hold extends AutoCloseable {
    @Override
    void close();
}
