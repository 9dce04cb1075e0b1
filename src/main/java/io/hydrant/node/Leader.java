package io.hydrant.node;

import io.hydrant.server.EntryPoint;

/** What a node runs while it leads: everything but the port. */
public interface Leader extends AutoCloseable {
    /** Brings back what the engine has, and opens the entry point. */
    void start();

    /** Closes the entry point and ends. What the engine has stays, and is not delivered first. */
    @Override
    void close();

    /** Makes what leads during a term. */
    @FunctionalInterface
    interface Maker {
        /**
         * What leads during a term; it has not started.
         *
         * @param entry where its requests come in
         */
        Leader make(Term term, EntryPoint.Maker entry);
    }
}
