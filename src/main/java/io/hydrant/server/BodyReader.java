package io.hydrant.server;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

import io.undertow.server.HttpServerExchange;
import io.undertow.server.protocol.http.HttpServerConnection;
import org.jspecify.annotations.Nullable;
import org.xnio.ChannelListener;
import org.xnio.XnioExecutor;
import org.xnio.channels.StreamSourceChannel;

/**
 * Reads one body from the request channel, on the exchange's I/O thread, without waiting. A client that announces much and sends
 * little holds little memory: room for the whole is taken once the first bytes have come.
 */
final class BodyReader implements ChannelListener<StreamSourceChannel> {
    /** How long a body may make no progress. */
    static final long STALL_SECONDS = 30;

    private static final int FIRST_BYTES = Reservation.UNCOUNTED;
    private static final int FIRST_CHUNKED_BYTES = 8 * 1024;
    private static final int GROWTH = 4;

    private final HttpServerExchange exchange;
    private final boolean lengthKnown;
    private final int bound;
    private final long stallSeconds;
    private final Ends ends;
    private byte[] body;
    private ByteBuffer buffer;
    private @Nullable Reservation reservation;
    private XnioExecutor.@Nullable Key stall;
    private boolean waiting;
    private boolean progressed;

    /** How reading may end; called on the I/O thread, once. */
    interface Ends {
        /** The whole body is there. */
        void whole(byte[] body);

        /** A chunked body goes on beyond the bound. */
        void tooLong(StreamSourceChannel channel);

        /** There is no memory for the body. */
        void noRoom(StreamSourceChannel channel);

        /** Reading failed by a fault of this program. */
        void failed(StreamSourceChannel channel, Throwable cause);

        /** Something to count the body in, made when it is needed. */
        Reservation reservation();

        /** How many bytes to count for {@code length} bytes of the body. */
        long weight(long length);
    }

    /**
     * @param length the Content-Length, at most {@code maxBytes}; -1 for a chunked body
     */
    BodyReader(HttpServerExchange exchange, long length, long maxBytes, long stallSeconds, Ends ends) {
        this.exchange = exchange;
        this.lengthKnown = length >= 0;
        this.bound = lengthKnown ? (int) length : (int) maxBytes + 1;
        this.stallSeconds = stallSeconds;
        this.ends = ends;
        this.body = new byte[Math.min(lengthKnown ? FIRST_BYTES : FIRST_CHUNKED_BYTES, bound)];
        this.buffer = ByteBuffer.wrap(body);
    }

    /** Reads what is there; the rest when it comes. */
    void read() {
        StreamSourceChannel channel = exchange.getRequestChannel();
        if (channel == null) {
            Answers.abort(exchange);
            return;
        }
        handleEvent(channel);
    }

    @Override
    public void handleEvent(StreamSourceChannel channel) {
        try {
            proceed(channel);
        } catch (IOException e) {
            rest(channel);
            Answers.abort(exchange);
        } catch (OutOfMemoryError e) {
            forget(channel);
            ends.noRoom(channel);
        } catch (RuntimeException | Error e) {
            forget(channel);
            ends.failed(channel, e);
        }
    }

    private void proceed(StreamSourceChannel channel) throws IOException {
        int count;
        do {
            count = channel.read(buffer);
            if (count > 0) {
                progressed = true;
                if (!buffer.hasRemaining() && body.length < bound && !grow()) {
                    forget(channel);
                    ends.noRoom(channel);
                    return;
                }
            }
        } while (count > 0 && buffer.hasRemaining());
        if (count == 0) {
            await(channel);
            return;
        }
        rest(channel);
        if (!lengthKnown && buffer.position() == bound) {
            body = new byte[0];
            ends.tooLong(channel);
            return;
        }
        byte[] whole = buffer.hasRemaining() ? Arrays.copyOf(body, buffer.position()) : body;
        body = whole;
        ends.whole(whole);
    }

    /** Makes the array longer, at once to its full length where that is known; answers whether there is memory. */
    private boolean grow() {
        int before = body.length;
        int next = lengthKnown ? bound : (int) Math.min(bound, (long) before * GROWTH);
        if (next > Reservation.UNCOUNTED) {
            Reservation counted = reservation;
            if (counted == null) {
                counted = ends.reservation();
                reservation = counted;
            }
            if (!counted.take(ends.weight(next))) {
                return false;
            }
        }
        body = Arrays.copyOf(body, next);
        buffer = ByteBuffer.wrap(body).position(before);
        if (reservation != null && before > Reservation.UNCOUNTED) {
            reservation.give(ends.weight(before));
        }
        return true;
    }

    private void await(StreamSourceChannel channel) {
        if (!waiting) {
            waiting = true;
            channel.getReadSetter().set(this);
            channel.resumeReads();
            watch();
            if (isOverHttp2()) {
                Http2Stream.whenGone(exchange, () -> leave(channel));
            }
        }
    }

    /** Over HTTP/1.1 the channel reports that the client has hung up; Undertow reports nothing of it to streams of HTTP/2. */
    private void leave(StreamSourceChannel channel) {
        if (waiting) {
            rest(channel);
            Answers.abort(exchange);
        }
    }

    private boolean isOverHttp2() {
        return !(exchange.getConnection() instanceof HttpServerConnection);
    }

    private void forget(StreamSourceChannel channel) {
        rest(channel);
        body = new byte[0];
        buffer = ByteBuffer.wrap(body);
    }

    private void rest(StreamSourceChannel channel) {
        XnioExecutor.Key key = stall;
        if (key != null) {
            key.remove();
            stall = null;
        }
        if (waiting) {
            waiting = false;
            channel.suspendReads();
            channel.getReadSetter().set(null);
            if (isOverHttp2()) {
                Http2Stream.forget(exchange);
            }
        }
    }

    private void watch() {
        progressed = false;
        stall = exchange.getIoThread().executeAfter(this::look, stallSeconds, TimeUnit.SECONDS);
    }

    private void look() {
        if (waiting && progressed) {
            watch();
        } else if (waiting) {
            stall = null;
            waiting = false;
            Answers.abort(exchange);
        }
    }
}
