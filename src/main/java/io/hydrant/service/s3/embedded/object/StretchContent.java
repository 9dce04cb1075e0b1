package io.hydrant.service.s3.embedded.object;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Objects;

/**
 * A stretch of bytes of an open file; nothing is copied.
 *
 * @param held stays open as long as this is used
 * @param from the position of the first byte
 * @param length in bytes
 */
public record StretchContent(Content.Handle held, long from, long length) implements Content {
    public StretchContent {
        Objects.requireNonNull(held, "held");
    }

    @Override
    public Handle open() {
        return new Handle() {
            @Override
            public void writeTo(OutputStream out, long start, long count) throws IOException {
                held.writeTo(out, from + start, count);
            }

            @Override
            public void close() {}
        };
    }
}
