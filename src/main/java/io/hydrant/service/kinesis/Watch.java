package io.hydrant.service.kinesis;

/** The wish to hear of records of a stream, until it is closed. */
@FunctionalInterface
public interface Watch extends AutoCloseable {
    @Override
    void close();
}
