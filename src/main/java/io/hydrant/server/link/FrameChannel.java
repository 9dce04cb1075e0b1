package io.hydrant.server.link;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xnio.IoUtils;
import org.xnio.StreamConnection;

/**
 * A connection of two nodes. What is sent while its I/O thread is busy with something else goes out in one write. Thread-safe; it
 * calls its receiver on the I/O thread.
 */
final class FrameChannel {
    private static final Logger log = LoggerFactory.getLogger(FrameChannel.class);

    private final StreamConnection connection;
    private final Runnable closed;
    private final FrameReader reader;
    private final FrameWriter writer = new FrameWriter();
    private final Queue<Frame> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean flushing = new AtomicBoolean();
    private boolean over;

    /** @param closed runs once, when the connection is no more */
    FrameChannel(StreamConnection connection, FrameReader.Receiver receiver, Runnable closed) {
        this.connection = connection;
        this.closed = closed;
        this.reader = new FrameReader(receiver);
    }

    /**
     * Begins to read; called on the I/O thread.
     *
     * @param data what has come already
     */
    void begin(ByteBuffer data) {
        connection.setCloseListener(any -> onIoThread(this::end));
        connection.getSourceChannel().setReadListener(source -> read());
        connection.getSinkChannel().setWriteListener(sink -> write());
        try {
            reader.take(data);
        } catch (IOException | RuntimeException e) {
            fail(e);
            return;
        }
        connection.getSourceChannel().resumeReads();
    }

    /** Bytes before the first frame. */
    void sendRaw(byte[] bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) { // a new connection takes a few bytes at once
            if (connection.getSinkChannel().write(buffer) == 0) {
                throw new IOException("A new connection takes nothing");
            }
        }
    }

    void send(Frame frame) {
        waiting.add(frame);
        if (flushing.compareAndSet(false, true)) {
            onIoThread(this::flush);
        }
    }

    private void flush() {
        flushing.set(false);
        for (Frame next = waiting.poll(); next != null; next = waiting.poll()) {
            if (over) {
                next.ends();
            } else {
                writer.add(next);
            }
        }
        write();
    }

    private void write() {
        if (over) {
            return;
        }
        try {
            if (writer.write(connection.getSinkChannel())) {
                connection.getSinkChannel().suspendWrites();
            } else {
                connection.getSinkChannel().resumeWrites();
            }
        } catch (IOException | RuntimeException e) {
            fail(e);
        }
    }

    private void read() {
        try {
            if (!reader.read(connection.getSourceChannel())) {
                end();
            }
        } catch (IOException | RuntimeException e) {
            fail(e);
        }
    }

    private void fail(Exception cause) {
        if (cause instanceof MalformedFrameException) {
            log.warn(
                    "No node speaks on a connection, so it ends peer={} cause={}",
                    connection.getPeerAddress(),
                    cause.getMessage());
        } else if (cause instanceof RuntimeException) {
            log.error("A connection of two nodes failed peer={}", connection.getPeerAddress(), cause);
        } else {
            log.debug("A connection of two nodes ended peer={}", connection.getPeerAddress(), cause);
        }
        end();
    }

    /** How many bytes the connection has taken, or may have; for the I/O thread. */
    long written() {
        return writer.written();
    }

    /** Ends the connection. */
    void close() {
        onIoThread(this::end);
    }

    private void end() {
        if (!over) {
            over = true;
            IoUtils.safeClose(connection);
            closed.run();
            writer.end();
        }
    }

    /** Runs {@code task} on the I/O thread; not at all when the server has stopped. */
    private void onIoThread(Runnable task) {
        try {
            connection.getIoThread().execute(task);
        } catch (RejectedExecutionException e) {
            log.debug("The server has stopped", e);
        }
    }
}
