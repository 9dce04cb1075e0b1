package io.hydrant.server;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

import io.hydrant.http.ArrayOutput;
import io.hydrant.http.StreamedBody;
import io.undertow.server.HttpServerExchange;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xnio.ChannelListener;
import org.xnio.channels.StreamSinkChannel;

/**
 * Sends a long body piece by piece. A worker reads and writes as long as the client takes the bytes; a slow client holds neither a
 * thread nor a buffer. A client that takes nothing for a while is cut off.
 */
final class StreamedAnswer implements ChannelListener<StreamSinkChannel> {
    private static final Logger log = LoggerFactory.getLogger(StreamedAnswer.class);
    private static final int PIECE = 64 * 1024;
    /** After so many bytes the worker lets others have their turn. */
    private static final long TURN = 4L << 20;

    private final HttpServerExchange exchange;
    private final StreamedBody body;
    private final Executor workers;
    private final long stallSeconds;
    private volatile long sent;
    private volatile boolean parked;
    private volatile boolean over;

    private StreamedAnswer(HttpServerExchange exchange, StreamedBody body, Executor workers, long stallSeconds) {
        this.exchange = exchange;
        this.body = body;
        this.workers = workers;
        this.stallSeconds = stallSeconds;
    }

    /** Writes and closes {@code body}, and ends the exchange; never called on an I/O thread. */
    static void send(HttpServerExchange exchange, StreamedBody body, Executor workers, long stallSeconds) {
        exchange.setResponseContentLength(body.length());
        StreamedAnswer answer = new StreamedAnswer(exchange, body, workers, stallSeconds);
        exchange.addExchangeCompleteListener((ended, next) -> {
            answer.end();
            next.proceed();
        });
        StreamSinkChannel channel = exchange.getResponseChannel();
        answer.watch(-1);
        answer.proceed(channel);
    }

    private void proceed(@Nullable StreamSinkChannel channel) {
        try {
            if (channel == null) {
                throw new IOException("The answer has no channel");
            }
            write(channel);
        } catch (IOException | RuntimeException | Error e) {
            log.debug("A body could not be sent to its end bytes={}", sent, e);
            Answers.abort(exchange);
        }
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // one thread at a time writes, the watch only reads
    private void write(StreamSinkChannel channel) throws IOException {
        byte[] piece = new byte[(int) Math.min(PIECE, body.length())];
        long turn = sent + TURN;
        while (sent < body.length()) {
            int length = (int) Math.min(piece.length, body.length() - sent);
            body.writeTo(new ArrayOutput(piece), sent, length);
            ByteBuffer bytes = ByteBuffer.wrap(piece, 0, length);
            while (bytes.hasRemaining()) {
                int count = channel.write(bytes);
                if (count == 0) {
                    parked = true;
                    channel.getWriteSetter().set(this);
                    channel.resumeWrites();
                    return;
                }
                sent += count;
            }
            if (sent >= turn) {
                again(channel);
                return;
            }
        }
        exchange.endExchange();
    }

    /** The client takes bytes again; called on the I/O thread. */
    @Override
    public void handleEvent(StreamSinkChannel channel) {
        channel.suspendWrites();
        if (parked) {
            parked = false;
            again(channel);
        }
    }

    private void again(StreamSinkChannel channel) {
        try {
            workers.execute(() -> proceed(channel));
        } catch (RejectedExecutionException e) {
            Answers.abort(exchange);
        }
    }

    private void end() {
        over = true;
        try {
            body.close();
        } catch (IOException e) {
            log.debug("A body could not be closed", e);
        }
    }

    private void watch(long before) {
        exchange.getIoThread().executeAfter(() -> look(before), stallSeconds, TimeUnit.SECONDS);
    }

    private void look(long before) {
        if (over) {
            return;
        }
        if (sent == before) {
            Answers.abort(exchange);
        } else {
            watch(sent);
        }
    }
}
