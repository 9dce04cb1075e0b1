package io.hydrant.service.s3;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;

/**
 * The bytes of an object, in one or more arrays that are handed over without copying: nobody changes them afterwards.
 * Thread-safe by being unchangeable.
 */
public final class ObjectBody {
    private final List<byte[]> parts;
    private final long length;

    private ObjectBody(List<byte[]> parts) {
        this.parts = parts;
        long sum = 0;
        for (byte[] part : parts) {
            sum += part.length;
        }
        this.length = sum;
    }

    /** A body of {@code parts} in their order; the arrays are not copied. */
    public static ObjectBody of(byte[]... parts) {
        return new ObjectBody(List.of(parts));
    }

    /** A body of {@code parts} in their order; the arrays are not copied. */
    public static ObjectBody of(List<byte[]> parts) {
        return new ObjectBody(List.copyOf(parts));
    }

    /** The arrays, in order; to be read only. */
    public List<byte[]> parts() {
        return parts;
    }

    /** The number of bytes in all parts. */
    public long length() {
        return length;
    }

    /** Writes all bytes to {@code out}, which stays open. */
    public void writeTo(OutputStream out) throws IOException {
        for (byte[] part : parts) {
            out.write(part);
        }
    }

    /** Reads the bytes from their beginning; needs no closing. */
    public InputStream open() {
        return new PartsInputStream(parts);
    }

    @Override
    public String toString() {
        return "ObjectBody[" + length + " bytes]";
    }
}
