package io.hydrant.time;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;

import com.google.errorprone.annotations.concurrent.GuardedBy;

/**
 * Work in flight on other threads, and how long a move of the clock waits for it. Patience with each piece of work counts from its
 * beginning, so that one wait is enough for all that hang together: while some of it is late, the clock goes on to what falls due
 * before any time-out, where more work may begin. Thread-safe.
 */
final class Holds {
    /** Wall-clock time after which work is said to hang. */
    static final long PATIENCE_MILLIS = 10_000;

    /** Wall-clock time after which work is late: the clock runs what is due before any time-out of that work. */
    static final long LATE_MILLIS = 1_000;

    /** Wall-clock time instead of the two others, for work beside some that is late, and for work that has hung in this move. */
    static final long SHORT_MILLIS = 250;

    /** Wall-clock time that a move waits at its end for work that does not hang. */
    static final long LONGEST_MILLIS = 60_000;

    /** No time-out on the clock is shorter. */
    private static final Duration BEFORE_TIME_OUTS = Duration.ofMinutes(1);

    private final Wall wall;

    @GuardedBy("this")
    private final Map<Hold, Work> works = new LinkedHashMap<>();

    /** Whose work has hung in this move. */
    @GuardedBy("this")
    private final Set<String> hung = new HashSet<>();

    Holds(Wall wall) {
        this.wall = wall;
    }

    /** The wall's time, and waiting for it. */
    interface Wall {
        /** The machine's own. */
        Wall MACHINE = new Wall() {
            @Override
            public long nanoTime() {
                return WallTime.nanoTime();
            }

            @Override
            @SuppressWarnings("WaitNotInLoop") // the caller's loop
            public void await(Object monitor, long millis) throws InterruptedException {
                monitor.wait(millis);
            }
        };

        /** A running count of nanoseconds. */
        long nanoTime();

        /** Gives {@code monitor} up until it is notified, or for so long. */
        void await(Object monitor, long millis) throws InterruptedException;
    }

    /** Work begins. */
    synchronized Hold open(String what, Instant now) {
        return open(new Work(what, "", Work.Kind.ORDINARY, null, now, wall.nanoTime()));
    }

    /** Work of {@code owner} begins that a time-out may have to end. */
    synchronized Hold openThatMayHang(String what, String owner, Instant now) {
        return open(new Work(what, owner, Work.Kind.MAY_HANG, null, now, wall.nanoTime()));
    }

    private synchronized Hold open(Work work) {
        Hold hold = new Hold() {
            @Override
            public void here() {
                done(this, Thread.currentThread());
            }

            @Override
            public void awaitStill() {
                Holds.this.awaitStill(this);
            }

            @Override
            public void close() {
                synchronized (Holds.this) {
                    works.remove(this);
                    Holds.this.notifyAll();
                }
            }
        };
        works.put(hold, work);
        return hold;
    }

    private synchronized void done(Hold hold, Thread thread) {
        works.computeIfPresent(hold, (same, work) -> work.by(thread));
    }

    private synchronized void awaitStill(Hold hold) {
        for (Work work = works.get(hold); work != null && !work.isAsleep(); work = works.get(hold)) {
            await(work.what(), PATIENCE_MILLIS);
        }
    }

    /** The work of {@code owner} that may hang asks another machine, perhaps once more. */
    synchronized void renew(String owner, Instant now) {
        turn(owner, Work.Kind.MAY_HANG, now);
    }

    /** A time-out has ended the work of {@code owner} that may hang. */
    synchronized void timedOut(String owner, Instant now) {
        turn(owner, Work.Kind.TIMED_OUT, now);
    }

    private synchronized void turn(String owner, Work.Kind next, Instant now) {
        long nanos = wall.nanoTime();
        works.replaceAll(
                (hold, work) -> work.mayTurn() && work.owner().equals(owner) ? work.as(next, now, nanos) : work);
    }

    /** The work of {@code thread} waits for the clock, unless it is {@code awake} again. */
    synchronized void sleeps(Thread thread, Instant now, AtomicBoolean awake) {
        if (!awake.get()) {
            long nanos = wall.nanoTime();
            turn(thread, work -> work.asleep(now, nanos));
            notifyAll();
        }
    }

    /** The time has come for the work of {@code thread}. */
    synchronized void wakes(Thread thread, Instant now) {
        long nanos = wall.nanoTime();
        turn(thread, work -> work.isAsleep() ? work.awake(now, nanos) : work);
    }

    private synchronized void turn(Thread thread, UnaryOperator<Work> change) {
        works.replaceAll((hold, work) -> thread.equals(work.thread()) ? change.apply(work) : work);
    }

    /** A move of the clock begins, in which everything has its full patience again. */
    synchronized void moveBegins() {
        hung.clear();
    }

    /** Waits before the clock goes to {@code next}. */
    synchronized void awaitBefore(Instant next) {
        await(work -> patienceMillis(work, next));
    }

    /**
     * Waits at the end of a move. Work that may hang is left alone when patience is over: a time-out beyond the move ends it.
     *
     * @return what else is still in flight
     */
    synchronized List<String> awaitEnd() {
        long now = wall.nanoTime();
        await(work -> work.mayHang() || work.isAsleep()
                ? patienceMillis(work, Instant.MAX)
                : TimeUnit.NANOSECONDS.toMillis(now - work.begunNanos()) + LONGEST_MILLIS);
        return works.values().stream()
                .filter(work -> !work.mayHang() && !work.isAsleep())
                .map(Work::what)
                .toList();
    }

    /** How long the clock waits for {@code work}, from its beginning, before it goes to {@code next}. */
    private synchronized long patienceMillis(Work work, Instant next) {
        if (work.isAsleep()) {
            return 0;
        }
        if (work.mayHang() && hung.contains(work.owner())) {
            return SHORT_MILLIS;
        }
        if (work.mayHang() && next.isBefore(work.begun().plus(BEFORE_TIME_OUTS))) {
            return isAnyOlderThan(LATE_MILLIS) ? SHORT_MILLIS : LATE_MILLIS;
        }
        return PATIENCE_MILLIS;
    }

    private synchronized boolean isAnyOlderThan(long millis) {
        return works.values().stream().anyMatch(work -> work.mayHang() && isOlderThan(millis, work));
    }

    private boolean isOlderThan(long millis, Work work) {
        return wall.nanoTime() - work.begunNanos() >= TimeUnit.MILLISECONDS.toNanos(millis);
    }

    private synchronized void await(ToLongFunction<Work> patienceMillis) {
        for (long left = left(patienceMillis); left > 0; left = left(patienceMillis)) {
            await(works.values().toString(), 1 + TimeUnit.NANOSECONDS.toMillis(left - 1));
        }
        for (Work work : works.values()) {
            if (work.mayHang() && isOlderThan(PATIENCE_MILLIS, work)) {
                hung.add(work.owner());
            }
        }
    }

    private synchronized void await(String what, long millis) {
        try {
            wall.await(this, millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for " + what, e);
        }
    }

    /** Nanoseconds until patience with all work is over. */
    private synchronized long left(ToLongFunction<Work> patienceMillis) {
        long now = wall.nanoTime();
        long left = 0;
        for (Work work : works.values()) {
            long patience = TimeUnit.MILLISECONDS.toNanos(patienceMillis.applyAsLong(work));
            left = Math.max(left, patience - (now - work.begunNanos()));
        }
        return left;
    }
}
