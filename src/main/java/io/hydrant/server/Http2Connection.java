package io.hydrant.server;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

import io.undertow.connector.ByteBufferPool;
import io.undertow.connector.PooledByteBuffer;
import io.undertow.protocols.http2.AbstractHttp2StreamSourceChannel;
import io.undertow.protocols.http2.Http2Channel;
import io.undertow.protocols.http2.Http2StreamSourceChannel;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.protocol.framed.FrameHeaderData;
import org.jspecify.annotations.Nullable;
import org.xnio.OptionMap;
import org.xnio.StreamConnection;
import org.xnio.XnioExecutor;

/**
 * One HTTP/2 connection. Undertow speaks the protocol; this class looks at the heads of incoming frames first, because Undertow
 * 2.4.4 differs from RFC 9113 in three points, and does not tell a request that its client has given it up:
 *
 * <ul>
 *   <li>After GOAWAY of a client it breaks off all answers. The RFC lets open streams end (6.8), and the Kinesis client for
 *       JavaScript sends GOAWAY with each request.
 *   <li>It ends the connection when DATA arrives for a stream that it has reset. The RFC has these frames ignored (5.1).
 *   <li>It announces how many streams may be open, and takes more.
 * </ul>
 */
final class Http2Connection extends Http2Channel implements HttpHandler {
    /** How many requests one connection may have open; the RFC recommends at least 100. */
    static final int MOST_STREAMS = 100;

    private static final int HEAD_BYTES = 9;
    private static final int DATA = 0;
    private static final int RESET = 3;
    private static final int SETTINGS = 4;
    private static final int GO_AWAY = 7;
    private static final int END_STREAM = 1;
    /** Undertow closes a connection after 200 resets in 30 seconds. */
    private static final int MOST_RESETS = 256;

    private final Exchanges exchanges;
    private final Map<Integer, Http2Stream> streams = new ConcurrentHashMap<>();
    private final Set<Integer> reset = Collections.synchronizedSet(Collections.newSetFromMap(new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, Boolean> eldest) {
            return size() > MOST_RESETS;
        }
    }));
    private final ByteBuffer head = ByteBuffer.allocate(HEAD_BYTES);
    private boolean midFrame;
    private boolean settled;
    private int skip;
    private int begun;
    private XnioExecutor.@Nullable Key idle;

    /** @param data what the client has sent after the preface */
    Http2Connection(
            StreamConnection socket,
            ByteBufferPool pool,
            PooledByteBuffer data,
            Exchanges exchanges,
            OptionMap options) {
        super(socket, null, pool, data, false, false, false, options);
        this.exchanges = exchanges;
        addCloseTask(closed -> {
            streams.values().forEach(Http2Stream::giveUp);
            forgetIdle();
        });
    }

    /**
     * Called while Undertow holds the lock of the connection, where a frame begins and while its head goes on. Takes all that
     * {@code data} has of a head: Undertow may have no room for more behind what is left.
     */
    @Override
    protected @Nullable FrameHeaderData parseFrame(ByteBuffer data) throws IOException {
        while (!midFrame) {
            int count = Math.min(skip, data.remaining());
            data.position(data.position() + count);
            skip -= count;
            while (skip == 0 && head.hasRemaining() && data.hasRemaining()) {
                head.put(data.get());
            }
            if (skip > 0 || head.hasRemaining()) {
                return null;
            }
            head.flip();
            midFrame = !isIgnored(head);
            if (midFrame) {
                FrameHeaderData whole = parse(head);
                if (whole != null) {
                    head.clear();
                    return whole;
                }
            }
            head.clear();
        }
        return data.hasRemaining() ? parse(data) : null;
    }

    private @Nullable FrameHeaderData parse(ByteBuffer data) throws IOException {
        try {
            FrameHeaderData frame = super.parseFrame(data);
            midFrame = frame == null;
            return frame;
        } catch (IllegalStateException e) { // the connection is being closed
            throw e;
        } catch (RuntimeException e) {
            throw malformed(e);
        }
    }

    /** Ends the connection. Undertow would call a fault of the client one of its own. */
    private static IOException malformed(RuntimeException cause) {
        return new IOException("Malformed HTTP/2", cause);
    }

    /** Whether Undertow is not to see the frame that begins with {@code head}. */
    private boolean isIgnored(ByteBuffer head) throws IOException {
        int length = head.getInt(0) >>> 8;
        int type = head.get(3);
        int stream = head.getInt(5) & Integer.MAX_VALUE;
        if (!settled && type != SETTINGS) {
            throw new IOException("HTTP/2 begins with SETTINGS");
        }
        settled = true;
        if (type == RESET) {
            Http2Stream given = streams.get(stream);
            if (given != null) {
                given.giveUp();
            }
        }
        boolean late = type == DATA && reset.contains(stream);
        if (length > getReceiveMaxFrameSize() || (type != GO_AWAY && !late)) {
            return false;
        }
        if (late) {
            updateReceiveFlowControlWindow(length);
            if ((head.get(4) & END_STREAM) != 0) {
                reset.remove(stream);
            }
        }
        skip = length;
        return true;
    }

    @Override
    protected AbstractHttp2StreamSourceChannel createChannelImpl(FrameHeaderData head, PooledByteBuffer data)
            throws IOException {
        try {
            AbstractHttp2StreamSourceChannel channel = super.createChannelImpl(head, data);
            if (channel instanceof Http2StreamSourceChannel request) {
                begun = request.getStreamId();
            }
            return channel;
        } catch (IllegalStateException e) { // the connection is being closed
            throw e;
        } catch (RuntimeException e) { // such as a length of a body that is no number
            data.close();
            throw malformed(e);
        }
    }

    /** Takes the request that has just begun; Undertow calls it on the I/O thread, between one frame and the next. */
    @Override
    public void handleRequest(HttpServerExchange exchange) {
        int id = begun;
        if (exchanges.isFinishing() || streams.size() >= MOST_STREAMS) {
            sendRstStream(id, ERROR_REFUSED_STREAM);
            return;
        }
        Http2Stream stream = Http2Stream.of(exchange);
        streams.put(id, stream);
        exchange.addExchangeCompleteListener((ended, next) -> {
            streams.remove(id);
            stream.end();
            next.proceed();
        });
        exchanges.handleRequest(exchange);
    }

    /** Says goodbye when no request has come for {@code millis} and none is open; Undertow waits for ever for the first one. */
    void endWhenIdle(long millis) {
        int before = begun;
        idle = getIoThread()
                .executeAfter(
                        () -> {
                            if (begun == before && streams.isEmpty()) {
                                sendGoAway(ERROR_NO_ERROR);
                            } else {
                                endWhenIdle(millis);
                            }
                        },
                        millis,
                        TimeUnit.MILLISECONDS);
    }

    private void forgetIdle() {
        XnioExecutor.Key key = idle;
        if (key != null) {
            key.remove();
        }
    }

    /** Resets a stream, once; one that its client has given up is over already. */
    @Override
    public void sendRstStream(int id, int code) {
        Http2Stream stream = streams.get(id);
        if ((stream == null || !stream.isGone()) && reset.add(id)) {
            super.sendRstStream(id, code);
        }
    }
}
