package io.hydrant.service.s3;

import java.io.InputStream;
import java.util.List;
import java.util.Objects;

/** Reads arrays one after the other. For one thread. */
final class PartsInputStream extends InputStream {
    private final List<byte[]> parts;
    private int part;
    private int position;

    PartsInputStream(List<byte[]> parts) {
        this.parts = parts;
    }

    @Override
    public int read() {
        return advance() ? parts.get(part)[position++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, target.length);
        if (length == 0) {
            return 0;
        }
        if (!advance()) {
            return -1;
        }
        byte[] source = parts.get(part);
        int count = Math.min(length, source.length - position);
        System.arraycopy(source, position, target, offset, count);
        position += count;
        return count;
    }

    @Override
    public int available() {
        return advance() ? parts.get(part).length - position : 0;
    }

    private boolean advance() {
        while (part < parts.size() && position == parts.get(part).length) {
            part++;
            position = 0;
        }
        return part < parts.size();
    }
}
