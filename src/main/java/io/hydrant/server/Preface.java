package io.hydrant.server;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

import io.undertow.connector.ByteBufferPool;
import io.undertow.connector.PooledByteBuffer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xnio.ChannelListener;
import org.xnio.IoUtils;
import org.xnio.StreamConnection;
import org.xnio.XnioExecutor;
import org.xnio.conduits.ConduitStreamSourceChannel;

/**
 * The first bytes of a new connection: HTTP/2 begins with the preface of RFC 9113, section 3.4; everything else is HTTP/1.1. A
 * request of HTTP/1.1 differs from it in the first or second byte, and is handed on at once.
 */
final class Preface implements ChannelListener<ConduitStreamSourceChannel>, Runnable {
    private static final Logger log = LoggerFactory.getLogger(Preface.class);
    private static final byte[] BYTES = {
        'P', 'R', 'I', ' ', '*', ' ', 'H', 'T', 'T', 'P', '/', '2', '.', '0', '\r', '\n', '\r', '\n', 'S', 'M', '\r',
        '\n', '\r', '\n'
    };

    private final StreamConnection connection;
    private final ByteBufferPool pool;
    private final BiConsumer<StreamConnection, PooledByteBuffer> http1;
    private final BiConsumer<StreamConnection, PooledByteBuffer> http2;
    private XnioExecutor.@Nullable Key limit;
    private int matched;

    private Preface(
            StreamConnection connection,
            ByteBufferPool pool,
            BiConsumer<StreamConnection, PooledByteBuffer> http1,
            BiConsumer<StreamConnection, PooledByteBuffer> http2) {
        this.connection = connection;
        this.pool = pool;
        this.http1 = http1;
        this.http2 = http2;
    }

    /**
     * Gives each new connection to the listener of its protocol, with the bytes that have come.
     *
     * @param http2 gets what follows the preface
     * @param silentMillis how long a client may take until its protocol is known
     */
    static ChannelListener<StreamConnection> choosing(
            ByteBufferPool pool,
            BiConsumer<StreamConnection, PooledByteBuffer> http1,
            BiConsumer<StreamConnection, PooledByteBuffer> http2,
            long silentMillis) {
        return connection -> new Preface(connection, pool, http1, http2).await(silentMillis);
    }

    private void await(long silentMillis) {
        limit = connection.getIoThread().executeAfter(this, silentMillis, TimeUnit.MILLISECONDS);
        connection.getSourceChannel().setReadListener(this);
        connection.getSourceChannel().resumeReads();
    }

    /** The client has sent nothing that shows its protocol. */
    @Override
    public void run() {
        IoUtils.safeClose(connection);
    }

    @Override
    public void handleEvent(ConduitStreamSourceChannel source) {
        try {
            look(source);
        } catch (IOException | IllegalStateException e) { // the client has gone, or the server stops
            log.debug("A connection ended before it began", e);
            end();
        }
    }

    private void look(ConduitStreamSourceChannel source) throws IOException {
        PooledByteBuffer pooled = pool.allocate();
        boolean kept = false;
        try {
            ByteBuffer buffer = pooled.getBuffer();
            buffer.put(BYTES, 0, matched);
            int count = source.read(buffer);
            if (count < 0) {
                end();
                return;
            }
            buffer.flip();
            matched = length(buffer);
            if (matched == BYTES.length) {
                kept = true;
                hand(http2, pooled, matched);
            } else if (matched < buffer.remaining()) {
                kept = true;
                hand(http1, pooled, 0);
            }
        } finally {
            if (!kept) {
                pooled.close();
            }
        }
    }

    /** How many bytes of the preface the buffer begins with. */
    private static int length(ByteBuffer buffer) {
        int most = Math.min(BYTES.length, buffer.remaining());
        int same = 0;
        while (same < most && buffer.get(same) == BYTES[same]) {
            same++;
        }
        return same;
    }

    private void hand(BiConsumer<StreamConnection, PooledByteBuffer> to, PooledByteBuffer pooled, int from) {
        forget();
        pooled.getBuffer().position(from);
        to.accept(connection, pooled);
    }

    private void end() {
        forget();
        IoUtils.safeClose(connection);
    }

    private void forget() {
        XnioExecutor.Key key = limit;
        if (key != null) {
            key.remove();
            limit = null;
        }
    }
}
