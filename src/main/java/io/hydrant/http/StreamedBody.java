package io.hydrant.http;

import java.io.IOException;
import java.io.OutputStream;

/**
 * A body that is written piece by piece on a worker thread, because it is too long to be held in one array. Whoever has it
 * closes it, written or not.
 */
public interface StreamedBody extends AutoCloseable {
    /** How many bytes {@link #writeTo} writes. */
    long length();

    /** Writes the whole body, once. */
    void writeTo(OutputStream out) throws IOException;

    /** Lets go of what the body is read from. */
    @Override
    default void close() throws IOException {}
}
