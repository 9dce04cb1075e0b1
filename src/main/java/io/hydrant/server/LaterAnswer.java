package io.hydrant.server;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BiConsumer;

import io.hydrant.http.HttpResponse;
import io.undertow.connector.PooledByteBuffer;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.protocol.http.HttpServerConnection;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xnio.ChannelListener;
import org.xnio.conduits.ConduitStreamSourceChannel;

/**
 * A request whose answer comes later; no thread waits for it. A client that hangs up ends the wait, and so does one that shuts its
 * sending side: TCP does not tell the two apart. Over HTTP/2 it may end its stream alone. Runs on the exchange's I/O thread.
 */
final class LaterAnswer implements ChannelListener<ConduitStreamSourceChannel> {
    private static final Logger log = LoggerFactory.getLogger(LaterAnswer.class);

    private final HttpServerExchange exchange;
    private final CompletableFuture<HttpResponse> later;
    private final BiConsumer<@Nullable HttpResponse, @Nullable Throwable> ready;
    private @Nullable HttpServerConnection watched;

    /**
     * @param ready gets the answer, or why there is none, unless the client has gone
     */
    LaterAnswer(
            HttpServerExchange exchange,
            CompletableFuture<HttpResponse> later,
            BiConsumer<@Nullable HttpResponse, @Nullable Throwable> ready) {
        this.exchange = exchange;
        this.later = later;
        this.ready = ready;
    }

    /** Begins to wait; called on any thread. */
    void start() {
        onIoThread(this::watch);
    }

    /** Ends the wait without an answer. */
    void stop() {
        later.cancel(true);
    }

    private void watch() {
        if (!(exchange.getConnection() instanceof HttpServerConnection connection)) {
            Http2Stream.whenGone(exchange, this::stop);
        } else if (connection.getExtraBytes() == null) {
            watched = connection;
            connection.getChannel().getSourceChannel().setReadListener(this);
            connection.getOriginalSourceConduit().resumeReads();
        }
        CompletableFuture<?> unused =
                later.whenComplete((answer, failure) -> onIoThread(() -> finish(answer, failure)));
    }

    private void finish(@Nullable HttpResponse answer, @Nullable Throwable failure) {
        unwatch();
        if (later.isCancelled()) {
            Answers.abort(exchange);
        } else {
            ready.accept(answer, failure);
        }
    }

    private void unwatch() {
        HttpServerConnection connection = watched;
        if (connection != null) {
            watched = null;
            connection.getOriginalSourceConduit().suspendReads();
            connection.getChannel().getSourceChannel().setReadListener(null);
        }
    }

    /** Reads the end of the stream, or the beginning of the next request, which is kept for its turn. */
    @Override
    public void handleEvent(ConduitStreamSourceChannel channel) {
        HttpServerConnection connection = watched;
        if (connection == null) {
            return;
        }
        PooledByteBuffer pooled = connection.getByteBufferPool().allocate();
        boolean kept = false;
        try {
            int count = connection.getOriginalSourceConduit().read(pooled.getBuffer());
            if (count < 0) {
                unwatch();
                stop();
            } else if (count > 0) {
                pooled.getBuffer().flip();
                connection.ungetRequestBytes(pooled);
                kept = true;
                unwatch();
            }
        } catch (IOException e) {
            log.debug("A waiting client went away", e);
            unwatch();
            stop();
        } finally {
            if (!kept) {
                pooled.close();
            }
        }
    }

    private void onIoThread(Runnable task) {
        try {
            exchange.getIoThread().execute(task);
        } catch (RejectedExecutionException e) {
            log.debug("The server has stopped", e);
        }
    }
}
