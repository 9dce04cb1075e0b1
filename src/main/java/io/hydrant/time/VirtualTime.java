package io.hydrant.time;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A clock that can be moved, and the tasks that wait for it. It ticks with {@link WallTime}, or stands still until it is
 * moved; it never goes back, except by {@link #reset}.
 *
 * <p>Tasks run one at a time, by due time, then by order of arrival. While {@link #advance} runs a task the clock reads
 * exactly that task's due instant; when the wall moves the clock, a task sees the time at which it runs. Thread-safe.
 */
public final class VirtualTime implements InstantSource, Scheduler {
    private static final Logger log = LoggerFactory.getLogger(VirtualTime.class);
    private static final int HOLD_MILLIS = 60_000;
    private static final int PATIENCE_MILLIS = 10_000;

    private final InstantSource base;
    private final WallTime.@Nullable Alarm alarm;
    private final ReentrantLock running = new ReentrantLock(true);
    private final TreeSet<Task> tasks = new TreeSet<>(VirtualTime::byDueThenOrder);
    private final Map<Hold, String> holds = new LinkedHashMap<>();
    private final AtomicLong arrivals = new AtomicLong();

    private volatile Duration offset = Duration.ZERO;
    private volatile @Nullable Instant pinned;
    private volatile boolean frozen;

    /** A clock that stands at {@code start} until it is moved. */
    public VirtualTime(Instant start) {
        this(InstantSource.fixed(start), null);
    }

    /** A clock that ticks with {@code wall} and can be moved ahead of it. */
    public VirtualTime(WallTime wall) {
        this(wall, wall.alarm());
    }

    private VirtualTime(InstantSource base, WallTime.@Nullable Alarm alarm) {
        this.base = base;
        this.alarm = alarm;
        if (alarm != null) {
            alarm.onRing(this::runDue);
        }
    }

    private static int byDueThenOrder(Task one, Task other) {
        int byDue = one.due().compareTo(other.due());
        return byDue != 0 ? byDue : Long.compare(one.order(), other.order());
    }

    @Override
    public Instant instant() {
        Instant pin = pinned;
        return pin != null ? pin : base.instant().plus(offset);
    }

    @Override
    public Cancellable at(Instant due, String what, String owner, Runnable task) {
        Task added = new Task(due, arrivals.incrementAndGet(), what, owner, task);
        synchronized (tasks) {
            tasks.add(added);
        }
        rearm();
        return () -> {
            synchronized (tasks) {
                return tasks.remove(added);
            }
        };
    }

    /** Moves the clock by {@code span} and runs all that falls due, also what tasks schedule within the span. */
    public void advance(Duration span) {
        if (span.isNegative()) {
            throw new IllegalArgumentException("Time does not go back: " + span);
        }
        exclusively(() -> moveTo(instant().plus(span)));
    }

    /** Moves the clock to {@code target} and runs all that falls due. */
    public void advanceTo(Instant target) {
        exclusively(() -> {
            if (target.isBefore(instant())) {
                throw new IllegalArgumentException("Time does not go back: it is " + instant() + " already");
            }
            moveTo(target);
        });
    }

    /** Moves the clock to the next waiting task and runs it; false when none waits. */
    public boolean advanceToNextTask() {
        boolean[] moved = new boolean[1];
        exclusively(() -> {
            Instant due = nextDue();
            if (due != null) {
                moveTo(due.isBefore(instant()) ? instant() : due);
                moved[0] = true;
            }
        });
        return moved[0];
    }

    /** Stops or restarts the ticking; moving a frozen clock still works. */
    public void freeze(boolean freeze) {
        exclusively(() -> {
            if (freeze && !frozen) {
                pinned = instant();
            } else if (!freeze && frozen) {
                offset = Duration.between(base.instant(), instant());
                pinned = null;
            }
            frozen = freeze;
        });
        rearm();
    }

    /** Whether the clock stands still until it is moved. */
    public boolean isFrozen() {
        return frozen;
    }

    /** How far the clock is ahead of the wall. */
    public Duration offset() {
        Instant pin = pinned;
        return pin != null ? Duration.between(base.instant(), pin) : offset;
    }

    /** What waits, by due time. */
    public List<Pending> pending() {
        List<Task> waiting;
        synchronized (tasks) {
            waiting = new ArrayList<>(tasks);
        }
        waiting.sort(VirtualTime::byDueThenOrder);
        return waiting.stream()
                .map(t -> new Pending(t.due(), t.what(), t.owner()))
                .toList();
    }

    /** Cancels the tasks whose name matches, without running them. */
    public void cancelAll(Predicate<String> what) {
        synchronized (tasks) {
            tasks.removeIf(t -> what.test(t.what()));
        }
    }

    /** Back to the wall's time, ticking; waiting tasks are kept. */
    public void reset() {
        exclusively(() -> {
            frozen = false;
            offset = Duration.ZERO;
            pinned = null;
        });
        rearm();
    }

    @Override
    public Hold hold(String what) {
        Hold hold = new Hold() {
            @Override
            public void close() {
                synchronized (holds) {
                    holds.remove(this);
                    holds.notifyAll();
                }
            }
        };
        synchronized (holds) {
            holds.put(hold, what);
        }
        return hold;
    }

    /** Runs what is due now; called by the wall's alarm. */
    private void runDue() {
        exclusively(() -> {
            for (Task task = takeDue(instant()); task != null; task = takeDue(instant())) {
                run(task);
            }
        });
        rearm();
    }

    private void moveTo(Instant target) {
        pinned = instant();
        try {
            do {
                awaitHolds(PATIENCE_MILLIS);
                for (Task task = takeDue(target); task != null; task = takeDue(target)) {
                    if (task.due().isAfter(instant())) {
                        pinned = task.due();
                    }
                    run(task);
                    awaitHolds(PATIENCE_MILLIS);
                }
                if (!awaitHolds(HOLD_MILLIS)) {
                    throw new IllegalStateException("Still in flight: " + inFlight());
                }
            } while (isDue(target));
            pinned = target;
        } finally {
            offset = Duration.between(base.instant(), instant());
            if (!frozen) {
                pinned = null;
            }
            rearm();
        }
    }

    private void exclusively(Runnable body) {
        if (running.isHeldByCurrentThread()) {
            throw new IllegalStateException("A task must not move the clock");
        }
        running.lock();
        try {
            body.run();
        } finally {
            running.unlock();
        }
    }

    private static void run(Task task) {
        try {
            task.body().run();
        } catch (RuntimeException | Error e) {
            log.error("Task failed what={}", task.what(), e);
        }
    }

    private @Nullable Task takeDue(Instant now) {
        synchronized (tasks) {
            Task first = tasks.isEmpty() ? null : tasks.first();
            return first != null && !first.due().isAfter(now) ? tasks.pollFirst() : null;
        }
    }

    private @Nullable Instant nextDue() {
        synchronized (tasks) {
            Task first = tasks.isEmpty() ? null : tasks.first();
            return first == null ? null : first.due();
        }
    }

    /** A frozen clock still runs what is due already. */
    private void rearm() {
        WallTime.Alarm wake = alarm;
        Instant due = nextDue();
        if (wake == null || due == null) {
            return;
        }
        Duration wait = Duration.between(instant(), due);
        if (!frozen || wait.isNegative() || wait.isZero()) {
            wake.setTo(wait);
        }
    }

    private boolean isDue(Instant target) {
        Instant due = nextDue();
        return due != null && !due.isAfter(target);
    }

    /** Waits until nothing is in flight, for so long at most; whether that came to be. */
    private boolean awaitHolds(int millis) {
        long end = WallTime.nanoTime() + millis * 1_000_000L;
        synchronized (holds) {
            while (!holds.isEmpty()) {
                long left = (end - WallTime.nanoTime()) / 1_000_000L;
                if (left <= 0) {
                    return false;
                }
                try {
                    holds.wait(left);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new IllegalStateException("Interrupted while waiting for " + holds.values(), e);
                }
            }
            return true;
        }
    }

    private List<String> inFlight() {
        synchronized (holds) {
            return List.copyOf(holds.values());
        }
    }

    private record Task(Instant due, long order, String what, String owner, Runnable body) {}
}
