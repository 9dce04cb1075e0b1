package io.hydrant.server;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.undertow.UndertowOptions;
import io.undertow.connector.ByteBufferPool;
import io.undertow.connector.PooledByteBuffer;
import io.undertow.protocols.http2.Http2Channel;
import io.undertow.server.protocol.http2.Http2ReceiveListener;
import org.xnio.OptionMap;
import org.xnio.StreamConnection;

/** The open connections of HTTP/2. Thread-safe. */
final class Http2Connections {
    private final ByteBufferPool pool;
    private final int bufferBytes;
    private final Exchanges exchanges;
    private final OptionMap options;
    private final long idleMillis;
    private final Set<Http2Channel> open = ConcurrentHashMap.newKeySet();

    /** @param limits the limits of HTTP/1.1, as far as they hold for HTTP/2 as well */
    Http2Connections(ByteBufferPool pool, int bufferBytes, Exchanges exchanges, OptionMap limits) {
        this.pool = pool;
        this.bufferBytes = bufferBytes;
        this.exchanges = exchanges;
        // Undertow counts in the initial window for the connection as well, where it is 65,535: so it stays at that.
        this.options = OptionMap.builder()
                .addAll(limits)
                .set(UndertowOptions.HTTP2_SETTINGS_ENABLE_PUSH, false)
                .set(UndertowOptions.HTTP2_SETTINGS_MAX_CONCURRENT_STREAMS, Http2Connection.MOST_STREAMS)
                .getMap();
        this.idleMillis = limits.get(UndertowOptions.NO_REQUEST_TIMEOUT, 0);
    }

    /**
     * Begins to speak HTTP/2 on {@code socket}.
     *
     * @param data what the client has sent after the preface
     */
    void begin(StreamConnection socket, PooledByteBuffer data) {
        Http2Connection connection = new Http2Connection(socket, pool, data, exchanges, options);
        open.add(connection);
        connection.addCloseTask(open::remove);
        connection.getReceiveSetter().set(new Http2ReceiveListener(connection, options, bufferBytes, null));
        connection.endWhenIdle(idleMillis);
        connection.resumeReceives();
    }

    /** Says goodbye on every connection, and closes it. */
    void end() {
        for (Http2Channel connection : open) {
            connection.sendGoAway(Http2Channel.ERROR_NO_ERROR);
        }
    }
}
