package io.hydrant.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * A file that grows by what is appended. One thread takes all that waits, up to 1,000 pieces or 4 MiB, writes it with one call, forces the file, and tells those
 * who wait: what durable puts cost at least.
 */
final class ForcedFile {
    private static final int MOST = 1_000;
    private static final int MOST_BYTES = 4 << 20;

    private final FileChannel file;
    private final BlockingQueue<Piece> waiting = new LinkedBlockingQueue<>();

    private record Piece(ByteBuffer bytes, Runnable forced) {}

    private ForcedFile(FileChannel file) {
        this.file = file;
    }

    /** Empties the file, and starts its thread. */
    static ForcedFile open(Path path) throws IOException {
        ForcedFile made = new ForcedFile(FileChannel.open(
                path, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING));
        Thread thread = new Thread(made::run, "forced-file");
        thread.setDaemon(true);
        thread.start();
        return made;
    }

    /** Runs {@code forced} on the file's thread when the bytes are on disk. */
    void append(ByteBuffer bytes, Runnable forced) {
        waiting.add(new Piece(bytes, forced));
    }

    private void run() {
        List<Piece> group = new ArrayList<>();
        try {
            while (true) {
                group.clear();
                int bytes = 0;
                for (Piece next = waiting.take(); next != null; next = waiting.poll()) {
                    group.add(next);
                    bytes += next.bytes().remaining();
                    if (group.size() == MOST || bytes > MOST_BYTES) {
                        break;
                    }
                }
                ByteBuffer[] all = group.stream().map(Piece::bytes).toArray(ByteBuffer[]::new);
                while (all[all.length - 1].hasRemaining()) {
                    file.write(all);
                }
                file.force(false);
                group.forEach(each -> each.forced().run());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
