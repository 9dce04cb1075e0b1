package io.hydrant.node;

import java.time.Duration;
import java.util.function.LongSupplier;

import io.hydrant.store.Node;

/**
 * The time in which a node has the lease. It is over when another node has it, and when the lease has not been renewed for its
 * length, as when the engine cannot be reached: then another node may have it. Thread-safe.
 */
public final class Term {
    private final Node node;
    private final long fence;
    private final LongSupplier nanos;
    private volatile long ends;
    private volatile boolean over;

    /** @param nanos the machine's running clock */
    Term(Node node, long fence, LongSupplier nanos) {
        this.node = node;
        this.fence = fence;
        this.nanos = nanos;
    }

    /** Who leads. */
    public Node node() {
        return node;
    }

    /** The number of the lease, above that of each term before. */
    public long fence() {
        return fence;
    }

    /** The lease was renewed by a question that began at {@code asked}. */
    void renew(long asked, Duration length) {
        ends = asked + length.toNanos();
    }

    void end() {
        over = true;
    }

    /** Whether it was ended. */
    boolean isOver() {
        return over;
    }

    /** Whether the node may still act for all. */
    boolean isValid() {
        return !over && ends - nanos.getAsLong() > 0;
    }
}
