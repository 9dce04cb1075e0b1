package io.hydrant.service.s3.embedded.storage;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.Set;

import io.hydrant.service.s3.embedded.object.Content;

/** Bytes in a file. Symbolic links on the way to it are not followed. */
record FileContent(Path path, long length) implements Content {
    private static final int PIECE = 1 << 16;

    FileContent {
        Objects.requireNonNull(path, "path");
    }

    @Override
    public Handle open() throws IOException {
        Path folder = path.getParent();
        if (folder == null || !folder.toRealPath().equals(folder)) {
            throw new NoSuchFileException(path.toString(), null, "a symbolic link leads to it");
        }
        if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
            throw new NoSuchFileException(path.toString(), null, "it is no plain file any more");
        }
        FileChannel channel = FileChannel.open(path, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
        return new Handle() {
            @Override
            public void writeTo(OutputStream out, long from, long count) throws IOException {
                copy(channel, out, from, count);
            }

            @Override
            public void close() throws IOException {
                channel.close();
            }
        };
    }

    private static void copy(FileChannel channel, OutputStream out, long from, long count) throws IOException {
        ByteBuffer piece = ByteBuffer.allocate((int) Math.min(PIECE, Math.max(1, count)));
        long at = from;
        long left = count;
        while (left > 0) {
            piece.clear().limit((int) Math.min(piece.capacity(), left));
            int read = channel.read(piece, at);
            if (read < 0) {
                throw new IOException("The file is shorter than it was");
            }
            out.write(piece.array(), 0, read);
            at += read;
            left -= read;
        }
    }
}
