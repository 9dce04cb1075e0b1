package io.hydrant.http;

import java.io.IOException;
import java.io.OutputStream;

/**
 * A body that is written piece by piece on worker threads, because it is too long to be held in one array. Whoever has it
 * closes it, written or not.
 */
public interface StreamedBody extends AutoCloseable {
    /** The number of its bytes. */
    long length();

    /** Writes {@code count} bytes from position {@code from} on. A stretch may be asked for again. */
    void writeTo(OutputStream out, long from, long count) throws IOException;

    /** Lets go of what the body is read from; a second call does nothing. */
    @Override
    default void close() throws IOException {}
}
