package io.hydrant.service.s3.embedded.object;

import java.io.IOException;
import java.io.OutputStream;

/** The bytes of an object, wherever they are kept. Thread-safe; the bytes never change. */
public interface Content {
    /** The number of bytes. */
    long length();

    /** Takes hold of the bytes, so that they can be read even when the object is replaced meanwhile. */
    Handle open() throws IOException;

    /** A hold on the bytes; for one thread. */
    interface Handle extends AutoCloseable {
        /** Writes {@code count} bytes from position {@code from} on to {@code out}. */
        void writeTo(OutputStream out, long from, long count) throws IOException;

        @Override
        void close() throws IOException;
    }
}
