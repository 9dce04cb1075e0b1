package io.hydrant.server;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.TimeUnit;

import io.hydrant.http.StreamedBody;
import io.undertow.server.HttpServerExchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends a long body from a worker thread; a client that takes nothing for a while is cut off. */
final class StreamedAnswer extends FilterOutputStream {
    private static final Logger log = LoggerFactory.getLogger(StreamedAnswer.class);
    private static final int PIECE = 1 << 18;

    private final HttpServerExchange exchange;
    private final long stallSeconds;
    private volatile long written;
    private volatile boolean over;

    private StreamedAnswer(HttpServerExchange exchange, OutputStream out, long stallSeconds) {
        super(out);
        this.exchange = exchange;
        this.stallSeconds = stallSeconds;
    }

    /** Writes and closes {@code body}, and ends the exchange; never called on an I/O thread. */
    static void send(HttpServerExchange exchange, StreamedBody body, long stallSeconds) {
        exchange.setResponseContentLength(body.length());
        exchange.startBlocking();
        StreamedAnswer answer = new StreamedAnswer(exchange, exchange.getOutputStream(), stallSeconds);
        answer.watch(-1);
        try (body) {
            body.writeTo(answer);
            answer.close();
            exchange.endExchange();
        } catch (IOException e) {
            log.debug("A body could not be sent to its end bytes={}", answer.written, e);
            Answers.abort(exchange);
        } finally {
            answer.over = true;
        }
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int end = offset + length;
        for (int at = offset; at < end; at += PIECE) {
            int count = Math.min(PIECE, end - at);
            out.write(bytes, at, count);
            count(count);
        }
    }

    @Override
    public void write(int b) throws IOException {
        out.write(b);
        count(1);
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes, the watch only reads
    private void count(int bytes) {
        written += bytes;
    }

    private void watch(long before) {
        exchange.getIoThread().executeAfter(() -> look(before), stallSeconds, TimeUnit.SECONDS);
    }

    private void look(long before) {
        if (over) {
            return;
        }
        if (written == before) {
            Answers.abort(exchange);
        } else {
            watch(written);
        }
    }
}
