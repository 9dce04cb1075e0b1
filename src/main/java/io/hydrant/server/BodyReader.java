package io.hydrant.server;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import io.undertow.server.HttpServerExchange;
import org.jspecify.annotations.Nullable;
import org.xnio.ChannelListener;
import org.xnio.XnioExecutor;
import org.xnio.channels.StreamSourceChannel;

/**
 * Reads one body from the request channel, on the exchange's I/O thread, without waiting: into one array that grows with what
 * really comes, so that a client which announces much and sends little holds little memory.
 */
final class BodyReader implements ChannelListener<StreamSourceChannel> {
    /** How long a body may make no progress. */
    static final long STALL_SECONDS = 30;

    private static final int FIRST_BYTES = 64 * 1024;
    private static final int FIRST_CHUNKED_BYTES = 8 * 1024;
    private static final int GROWTH = 4;

    private final HttpServerExchange exchange;
    private final boolean lengthKnown;
    private final int bound;
    private final long stallSeconds;
    private final Consumer<byte[]> whole;
    private final Consumer<StreamSourceChannel> tooLong;
    private byte[] body;
    private ByteBuffer buffer;
    private XnioExecutor.@Nullable Key stall;
    private boolean waiting;
    private boolean progressed;

    /**
     * @param length the Content-Length, at most {@code maxBytes}; -1 for a chunked body
     * @param whole gets the body on the I/O thread
     * @param tooLong gets the channel of a chunked body that goes on beyond the bound
     */
    BodyReader(
            HttpServerExchange exchange,
            long length,
            long maxBytes,
            long stallSeconds,
            Consumer<byte[]> whole,
            Consumer<StreamSourceChannel> tooLong) {
        this.exchange = exchange;
        this.lengthKnown = length >= 0;
        this.bound = lengthKnown ? (int) length : (int) maxBytes + 1;
        this.stallSeconds = stallSeconds;
        this.whole = whole;
        this.tooLong = tooLong;
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
        int count;
        try {
            do {
                count = channel.read(buffer);
                if (count > 0) {
                    progressed = true;
                }
            } while (count > 0 && hasRoom());
        } catch (IOException e) {
            rest(channel);
            Answers.abort(exchange);
            return;
        }
        if (count == 0) {
            await(channel);
            return;
        }
        rest(channel);
        if (!lengthKnown && buffer.position() == bound) {
            tooLong.accept(channel);
            return;
        }
        whole.accept(buffer.hasRemaining() ? Arrays.copyOf(body, buffer.position()) : body);
    }

    private boolean hasRoom() {
        if (buffer.hasRemaining()) {
            return true;
        }
        if (body.length == bound) {
            return false;
        }
        int position = body.length;
        body = Arrays.copyOf(body, (int) Math.min(bound, (long) position * GROWTH));
        buffer = ByteBuffer.wrap(body).position(position);
        return true;
    }

    private void await(StreamSourceChannel channel) {
        if (!waiting) {
            waiting = true;
            channel.getReadSetter().set(this);
            channel.resumeReads();
            watch();
        }
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
