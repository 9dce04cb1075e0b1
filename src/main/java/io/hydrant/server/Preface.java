package io.hydrant.server;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
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
 * The first bytes of a new connection: HTTP/2 begins with the preface of RFC 9113, section 3.4, and a link of two nodes with its
 * own; everything else is HTTP/1.1. A request of HTTP/1.1 differs from them in the first or second byte, and is handed on at once.
 */
final class Preface implements ChannelListener<ConduitStreamSourceChannel>, Runnable {
    private static final Logger log = LoggerFactory.getLogger(Preface.class);
    static final byte[] HTTP_2 = {
        'P', 'R', 'I', ' ', '*', ' ', 'H', 'T', 'T', 'P', '/', '2', '.', '0', '\r', '\n', '\r', '\n', 'S', 'M', '\r',
        '\n', '\r', '\n'
    };

    private final StreamConnection connection;
    private final ByteBufferPool pool;
    private final BiConsumer<StreamConnection, PooledByteBuffer> http1;
    private final List<Protocol> protocols;
    private XnioExecutor.@Nullable Key limit;
    private byte[] seen = {};

    /**
     * A protocol other than HTTP/1.1.
     *
     * @param preface what its connections begin with
     * @param begin gets the connection and what follows the preface
     */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    record Protocol(byte[] preface, BiConsumer<StreamConnection, PooledByteBuffer> begin) {
        /** How many bytes of the preface the buffer begins with. */
        private int matches(ByteBuffer buffer) {
            int most = Math.min(preface.length, buffer.remaining());
            int same = 0;
            while (same < most && buffer.get(same) == preface[same]) {
                same++;
            }
            return same;
        }
    }

    private Preface(
            StreamConnection connection,
            ByteBufferPool pool,
            BiConsumer<StreamConnection, PooledByteBuffer> http1,
            List<Protocol> protocols) {
        this.connection = connection;
        this.pool = pool;
        this.http1 = http1;
        this.protocols = protocols;
    }

    /**
     * Gives each new connection to the listener of its protocol, with the bytes that have come.
     *
     * @param silentMillis how long a client may take until its protocol is known
     */
    static ChannelListener<StreamConnection> choosing(
            ByteBufferPool pool,
            BiConsumer<StreamConnection, PooledByteBuffer> http1,
            List<Protocol> protocols,
            long silentMillis) {
        return connection -> new Preface(connection, pool, http1, protocols).await(silentMillis);
    }

    private void await(long silentMillis) {
        try {
            limit = connection.getIoThread().executeAfter(this, silentMillis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) { // the server stops
            IoUtils.safeClose(connection);
            return;
        }
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
        } catch (IOException
                | IllegalStateException
                | RejectedExecutionException e) { // it has gone, or the server stops
            log.debug("A connection ended before it began", e);
            end();
        }
    }

    private void look(ConduitStreamSourceChannel source) throws IOException {
        PooledByteBuffer pooled = pool.allocate();
        boolean kept = false;
        try {
            ByteBuffer buffer = pooled.getBuffer();
            buffer.put(seen);
            int count = source.read(buffer);
            if (count < 0) {
                end();
                return;
            }
            buffer.flip();
            kept = choose(pooled);
        } finally {
            if (!kept) {
                pooled.close();
            }
        }
    }

    /** Hands the connection on as soon as its protocol is known, and answers whether it was. */
    private boolean choose(PooledByteBuffer pooled) {
        ByteBuffer buffer = pooled.getBuffer();
        boolean open = false;
        for (Protocol protocol : protocols) {
            int matched = protocol.matches(buffer);
            if (matched == protocol.preface().length) {
                hand(protocol.begin(), pooled, matched);
                return true;
            }
            open |= matched == buffer.remaining();
        }
        if (open) {
            seen = new byte[buffer.remaining()];
            buffer.get(seen);
        } else {
            hand(http1, pooled, 0);
        }
        return !open;
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
