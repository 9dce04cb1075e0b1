package io.hydrant.server;

import java.util.concurrent.RejectedExecutionException;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.AttachmentKey;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One request of an HTTP/2 connection, until it is answered; knows whether its client has given it up. Thread-safe. */
final class Http2Stream {
    private static final Logger log = LoggerFactory.getLogger(Http2Stream.class);
    private static final AttachmentKey<Http2Stream> KEY = AttachmentKey.create(Http2Stream.class);

    @GuardedBy("this")
    private boolean gone;

    @GuardedBy("this")
    private @Nullable Runnable whenGone;

    @GuardedBy("this")
    private boolean ended;

    @GuardedBy("this")
    private @Nullable Runnable whenEnded;

    /** A stream whose request is {@code exchange}. */
    static Http2Stream of(HttpServerExchange exchange) {
        Http2Stream stream = new Http2Stream();
        exchange.putAttachment(KEY, stream);
        return stream;
    }

    /** Runs {@code task} on the I/O thread when the client of {@code exchange}, a request over HTTP/2, gives it up, or soon if it has. */
    static void whenGone(HttpServerExchange exchange, Runnable task) {
        exchange.getAttachment(KEY).whenGone(() -> onIoThread(exchange, task));
    }

    private static void onIoThread(HttpServerExchange exchange, Runnable task) {
        try {
            exchange.getIoThread().execute(task);
        } catch (RejectedExecutionException e) {
            log.debug("The server has stopped", e);
        }
    }

    /** Takes back what was to run when the client gives {@code exchange} up. */
    static void forget(HttpServerExchange exchange) {
        exchange.getAttachment(KEY).forget();
    }

    private synchronized void forget() {
        whenGone = null;
    }

    private void whenGone(Runnable task) {
        synchronized (this) {
            if (!gone) {
                whenGone = task;
                return;
            }
        }
        task.run();
    }

    /** Runs {@code task} when {@code exchange}, a request over HTTP/2, ends; at once if it has. One task each. */
    static void whenEnded(HttpServerExchange exchange, Runnable task) {
        exchange.getAttachment(KEY).whenEnded(task);
    }

    private void whenEnded(Runnable task) {
        synchronized (this) {
            if (!ended) {
                whenEnded = task;
                return;
            }
        }
        task.run();
    }

    /** The request is answered or given up. */
    void end() {
        Runnable task;
        synchronized (this) {
            ended = true;
            task = whenEnded;
            whenEnded = null;
        }
        if (task != null) {
            task.run();
        }
    }

    /** The client has reset the stream, or closed its connection. */
    void giveUp() {
        Runnable task;
        synchronized (this) {
            gone = true;
            task = whenGone;
            whenGone = null;
        }
        if (task != null) {
            task.run();
        }
    }

    synchronized boolean isGone() {
        return gone;
    }
}
