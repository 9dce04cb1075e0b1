package io.hydrant.service.s3.embedded.object;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.zip.Checksum;

/** A running computation over bytes; for one thread. */
public interface Hash {
    /** Takes {@code length} more bytes. */
    void update(byte[] bytes, int offset, int length);

    /** The value, big-endian. */
    byte[] value();

    /** A checksum of the JDK, of which the last {@code width} bytes count. */
    static Hash of(Checksum checksum, int width) {
        return new Hash() {
            @Override
            public void update(byte[] bytes, int offset, int length) {
                checksum.update(bytes, offset, length);
            }

            @Override
            public byte[] value() {
                byte[] eight =
                        ByteBuffer.allocate(8).putLong(checksum.getValue()).array();
                return Arrays.copyOfRange(eight, 8 - width, 8);
            }
        };
    }

    /** A digest of the JDK. */
    static Hash of(MessageDigest digest) {
        return new Hash() {
            @Override
            public void update(byte[] bytes, int offset, int length) {
                digest.update(bytes, offset, length);
            }

            @Override
            public byte[] value() {
                return digest.digest();
            }
        };
    }

    /** Runs {@code content} through all {@code hashes}, reading it once. */
    static void run(Content content, List<Hash> hashes) throws IOException {
        OutputStream out = new OutputStream() {
            @Override
            public void write(int b) {
                write(new byte[] {(byte) b}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) {
                hashes.forEach(hash -> hash.update(bytes, offset, length));
            }
        };
        try (Content.Handle handle = content.open()) {
            handle.writeTo(out, 0, content.length());
        }
    }
}
