package io.hydrant.server;

import java.io.UncheckedIOException;

import io.hydrant.http.Routes;
import io.hydrant.memory.Share;

/** Where requests come in. Implementations are thread-safe. */
public interface EntryPoint extends AutoCloseable {
    /**
     * Starts to take requests.
     *
     * @throws UncheckedIOException when the address cannot be bound
     */
    void start();

    /** The port that requests come in at. */
    int port();

    /** Takes no more requests, answers those in flight, and ends. A second call does nothing. */
    @Override
    void close();

    /** Makes the entry point of what answers requests. */
    @FunctionalInterface
    interface Maker {
        /**
         * An entry point that takes no requests yet.
         *
         * @param bodies what bodies of requests and long answers may take together
         */
        EntryPoint make(Routes routes, Share bodies);
    }
}
