package io.hydrant.service.s3.embedded.object;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

import io.hydrant.service.s3.ObjectBody;

/** Bytes in memory, the very arrays that were handed over. */
public record MemoryContent(ObjectBody body) implements Content {
    /** Of an array that does not change. */
    public static MemoryContent of(byte[] bytes) {
        return new MemoryContent(ObjectBody.of(bytes));
    }

    @Override
    public long length() {
        return body.length();
    }

    @Override
    public Handle open() {
        return new Handle() {
            @Override
            public void writeTo(OutputStream out, long from, long count) throws IOException {
                write(out, from, count);
            }

            @Override
            public void close() {}
        };
    }

    private void write(OutputStream out, long from, long count) throws IOException {
        long skip = from;
        long left = count;
        for (byte[] part : body.parts()) {
            if (skip >= part.length) {
                skip -= part.length;
                continue;
            }
            int length = (int) Math.min(left, part.length - skip);
            out.write(part, (int) skip, length);
            skip = 0;
            left -= length;
            if (left == 0) {
                return;
            }
        }
    }

    /** The bytes of all {@code contents} one after the other, without copying. */
    public static MemoryContent joined(List<MemoryContent> contents) {
        List<byte[]> arrays = new ArrayList<>();
        contents.forEach(content -> arrays.addAll(content.body().parts()));
        return new MemoryContent(ObjectBody.of(arrays));
    }
}
