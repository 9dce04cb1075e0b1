package io.hydrant.http;

import java.io.OutputStream;

/** Fills an array from its beginning; writing beyond its end is a mistake of the caller. For one thread. */
public final class ArrayOutput extends OutputStream {
    private final byte[] array;
    private int at;

    /** {@code array} is not copied. */
    public ArrayOutput(byte[] array) {
        this.array = array;
    }

    @Override
    public void write(int b) {
        array[at++] = (byte) b;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        System.arraycopy(bytes, offset, array, at, length);
        at += length;
    }
}
