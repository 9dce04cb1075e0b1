package io.hydrant.time;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * One piece of work in flight.
 *
 * @param owner whom a time-out names to end it
 * @param kind how long it may take
 * @param thread does it, as far as that was said
 * @param begun by the clock
 * @param begunNanos by the wall
 */
record Work(String what, String owner, Kind kind, @Nullable Thread thread, Instant begun, long begunNanos) {
    boolean mayHang() {
        return kind == Kind.MAY_HANG;
    }

    /** Whether what happens to its owner's requests is about it. */
    boolean mayTurn() {
        return kind == Kind.MAY_HANG || kind == Kind.TIMED_OUT;
    }

    /** Whether it waits for the clock. */
    boolean isAsleep() {
        return kind == Kind.ASLEEP || kind == Kind.ORDINARY_ASLEEP;
    }

    Work as(Kind next, Instant now, long nanos) {
        return new Work(what, owner, next, thread, now, nanos);
    }

    Work asleep(Instant now, long nanos) {
        return as(kind == Kind.ORDINARY ? Kind.ORDINARY_ASLEEP : Kind.ASLEEP, now, nanos);
    }

    Work awake(Instant now, long nanos) {
        return as(kind == Kind.ORDINARY_ASLEEP ? Kind.ORDINARY : Kind.TIMED_OUT, now, nanos);
    }

    /** How long work may take. */
    enum Kind {
        /** It ends by itself. */
        ORDINARY,
        /** A time-out may have to end it. */
        MAY_HANG,
        /** A time-out has ended it: it has only to notice. */
        TIMED_OUT,
        /** It waits for the clock: the clock goes on. */
        ASLEEP,
        /** The same of work that ends by itself. */
        ORDINARY_ASLEEP
    }

    /** This work, done by {@code next}. */
    Work by(Thread next) {
        return new Work(what, owner, kind, next, begun, begunNanos);
    }
}
