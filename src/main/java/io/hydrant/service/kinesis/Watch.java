package io.hydrant.service.kinesis;

/** A request to be woken by what happens to a stream, until it is closed. */
@FunctionalInterface
public interface Watch extends AutoCloseable {
    @Override
    void close();
}
