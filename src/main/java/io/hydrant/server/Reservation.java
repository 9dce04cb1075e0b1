package io.hydrant.server;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.hydrant.memory.Share;
import io.undertow.server.ExchangeCompletionListener;
import io.undertow.server.HttpServerExchange;

/** What the bodies of one exchange take of the memory for bodies, until the exchange ends. Thread-safe. */
final class Reservation implements ExchangeCompletionListener {
    /** Shorter bodies are not counted: there are as many as connections, and counting would cost more than they do. */
    static final int UNCOUNTED = 64 * 1024;

    private final Share share;

    @GuardedBy("this")
    private long taken;

    @GuardedBy("this")
    private boolean over;

    private Reservation(Share share) {
        this.share = share;
    }

    /** A reservation of nothing yet, which ends with {@code exchange}. */
    static Reservation of(HttpServerExchange exchange, Share share) {
        Reservation reservation = new Reservation(share);
        exchange.addExchangeCompleteListener(reservation);
        return reservation;
    }

    /** Takes {@code bytes} more; answers whether they fit. */
    synchronized boolean take(long bytes) {
        if (over || !(taken == 0 ? share.takeOrAlone(bytes) : share.take(bytes))) {
            return false;
        }
        taken += bytes;
        return true;
    }

    /** Gives {@code bytes} back before the end. */
    synchronized void give(long bytes) {
        if (!over) {
            taken -= bytes;
            share.give(bytes);
        }
    }

    @Override
    public void exchangeEvent(HttpServerExchange exchange, NextListener nextListener) {
        synchronized (this) {
            over = true;
            share.give(taken);
            taken = 0;
        }
        nextListener.proceed();
    }
}
