package io.hydrant.server;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

import io.hydrant.http.HttpResponse;
import io.hydrant.http.RequestHead;
import io.hydrant.http.StreamedBody;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.protocol.http.HttpServerConnection;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.undertow.util.Methods;
import io.undertow.util.Protocols;
import io.undertow.util.SameThreadExecutor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xnio.ChannelListener;
import org.xnio.ChannelListeners;
import org.xnio.IoUtils;
import org.xnio.XnioExecutor;
import org.xnio.channels.StreamSinkChannel;
import org.xnio.channels.StreamSourceChannel;

/** Writes answers, and ends exchanges that get none. */
final class Answers {
    private static final Logger log = LoggerFactory.getLogger(Answers.class);

    private static final long TAKE_SECONDS = 120;
    /** For how long a client that is refused may go on sending, and for how long it may pause. */
    private static final long LINGER_MILLIS = 60_000;

    private static final long LINGER_PAUSE_MILLIS = 5_000;
    private static final long LINGER_BYTES = 256L << 20;
    private static final byte[] FAILURE =
            "{\"__type\":\"InternalFailure\",\"message\":\"Internal error in Hydrant; its log has the cause.\"}"
                    .getBytes(StandardCharsets.UTF_8);

    private Answers() {}

    /**
     * Sends {@code answer} whole, in one buffer; a client that does not take it within two minutes is cut off. A streamed body is
     * sent piece by piece, on this thread and on {@code workers}.
     */
    static void send(HttpServerExchange exchange, HttpResponse answer, Executor workers) {
        try {
            write(exchange, answer, workers);
        } catch (RuntimeException | Error e) {
            log.error("Failed to write response status={}", answer.status(), e);
            abort(exchange);
        }
    }

    private static void write(HttpServerExchange exchange, HttpResponse answer, Executor workers) {
        exchange.setStatusCode(answer.status());
        HeaderMap headers = putHeaders(exchange, answer);
        if (exchange.getRequestMethod().equals(Methods.HEAD)) {
            if (!headers.contains(Headers.CONTENT_LENGTH)) {
                exchange.setResponseContentLength(
                        answer.streamed().map(StreamedBody::length).orElse((long) answer.length()));
            }
            letGo(answer);
            exchange.endExchange();
            return;
        }
        headers.remove(Headers.CONTENT_LENGTH);
        if (answer.streamed().isPresent()) {
            StreamedAnswer.send(exchange, answer.streamed().get(), workers, TAKE_SECONDS);
            return;
        }
        if (answer.length() == 0) {
            exchange.endExchange();
            return;
        }
        exchange.setResponseContentLength(answer.length());
        exchange.getResponseSender().send(ByteBuffer.wrap(answer.body(), 0, answer.length()));
        if (!exchange.isResponseComplete()) {
            XnioExecutor.Key limit =
                    exchange.getIoThread().executeAfter(() -> cutOff(exchange), TAKE_SECONDS, TimeUnit.SECONDS);
            if (!(exchange.getConnection()
                    instanceof HttpServerConnection)) { // where hardly an answer is complete at once
                Http2Stream.whenEnded(exchange, limit::remove);
            }
        }
    }

    private static HeaderMap putHeaders(HttpServerExchange exchange, HttpResponse answer) {
        HeaderMap headers = exchange.getResponseHeaders();
        for (Map.Entry<String, String> header : answer.headers().entrySet()) {
            headers.put(HeaderNames.of(header.getKey()), header.getValue());
        }
        return headers;
    }

    private static void letGo(HttpResponse answer) {
        if (answer.streamed().isPresent()) {
            try {
                answer.streamed().get().close();
            } catch (IOException e) {
                log.debug("A body could not be closed", e);
            }
        }
    }

    /** The answer 500; logs {@code cause}, once. */
    static HttpResponse failure(RequestHead head, Throwable cause) {
        String id = UUID.randomUUID().toString();
        log.error("Request failed id={} request={}", id, head, cause);
        return new HttpResponse(
                500, Map.of("Content-Type", "application/x-amz-json-1.1", "x-amzn-RequestId", id), FAILURE);
    }

    /**
     * Answers {@code status} with an empty body and closes the connection. What the client still sends is thrown away, so that
     * the answer reaches a client that sends all before it reads: for 60 seconds or 256 MiB, or until it pauses for 5 seconds.
     */
    static void refuse(HttpServerExchange exchange, int status) {
        refuse(exchange, new HttpResponse(status, Map.of()), exchange.getRequestChannel());
    }

    /** As the other one, with a short body, for a request whose channel has been taken already. */
    static void refuse(
            HttpServerExchange exchange, HttpResponse refusal, @Nullable StreamSourceChannel requestChannel) {
        exchange.setPersistent(false);
        exchange.setStatusCode(refusal.status());
        putHeaders(exchange, refusal);
        boolean hasBody = !exchange.getRequestMethod().equals(Methods.HEAD);
        int length = hasBody ? refusal.length() : 0;
        exchange.setResponseContentLength(length);
        try {
            StreamSinkChannel answer = exchange.getResponseChannel();
            ByteBuffer body = ByteBuffer.wrap(refusal.body(), 0, length);
            while (body.hasRemaining()) {
                if (answer.write(body) <= 0) {
                    abort(exchange);
                    return;
                }
            }
            answer.shutdownWrites();
            if (answer.flush()) {
                linger(exchange, requestChannel);
                return;
            }
            answer.getWriteSetter()
                    .set(ChannelListeners.flushingChannelListener(
                            flushed -> linger(exchange, requestChannel), (failed, e) -> abort(exchange)));
            answer.resumeWrites();
        } catch (IOException e) {
            log.debug("A refused client went away", e);
            abort(exchange);
        }
    }

    /** Ends the exchange and its connection without another word; over HTTP/2 its stream alone. */
    static void abort(HttpServerExchange exchange) {
        exchange.setPersistent(false);
        IoUtils.safeClose(exchange.getConnection());
        exchange.endExchange();
    }

    private static void linger(HttpServerExchange exchange, @Nullable StreamSourceChannel requestChannel) {
        if (requestChannel == null || exchange.isRequestComplete()) {
            exchange.endExchange();
            return;
        }
        exchange.dispatch(SameThreadExecutor.INSTANCE, () -> {
            try {
                exchange.getIoThread().executeAfter(() -> cutOff(exchange), LINGER_MILLIS, TimeUnit.MILLISECONDS);
                new Sink(exchange, requestChannel).start();
            } catch (RejectedExecutionException e) { // the server stops
                abort(exchange);
            }
        });
    }

    private static void cutOff(HttpServerExchange exchange) {
        if (!exchange.isComplete()) {
            abort(exchange);
        }
    }

    /** Throws away what comes in, up to a bound. */
    private static final class Sink implements ChannelListener<StreamSourceChannel> {
        private final HttpServerExchange exchange;
        private final StreamSourceChannel channel;
        /** After so many bytes other connections have their turn. */
        private static final long TURN = 1 << 20;

        private final ByteBuffer scratch = ByteBuffer.allocate(8 * 1024);
        private long left = LINGER_BYTES;
        private long seen = LINGER_BYTES;

        Sink(HttpServerExchange exchange, StreamSourceChannel channel) {
            this.exchange = exchange;
            this.channel = channel;
        }

        void start() {
            channel.getReadSetter().set(this);
            channel.resumeReads();
            handleEvent(channel);
            watch();
        }

        private void watch() {
            exchange.getIoThread().executeAfter(this::look, LINGER_PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        }

        private void look() {
            if (left == seen) {
                cutOff(exchange);
            } else if (!exchange.isComplete()) {
                seen = left;
                watch();
            }
        }

        @Override
        public void handleEvent(StreamSourceChannel source) {
            try {
                int count;
                long turn = left - TURN;
                do {
                    scratch.clear();
                    count = source.read(scratch);
                    left -= Math.max(0, count);
                } while (count > 0 && left > turn);
                if (count > 0 && left > 0) {
                    exchange.getIoThread().execute(() -> handleEvent(source));
                    return;
                }
                if (count == 0) {
                    return;
                }
                if (count < 0 && exchange.getProtocol().equals(Protocols.HTTP_2_0)) { // others use the connection
                    exchange.endExchange();
                    return;
                }
            } catch (IOException e) {
                log.debug("A refused client went away", e);
            }
            abort(exchange);
        }
    }
}
