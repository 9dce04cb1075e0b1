package io.hydrant.time;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
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
 *
 * <p>Longer than 300 lines, because tasks and the moves that run them are read in one place.
 */
public final class VirtualTime implements InstantSource, Scheduler {
    private static final Logger log = LoggerFactory.getLogger(VirtualTime.class);

    private final InstantSource base;
    private final WallTime.@Nullable Alarm alarm;
    private final ReentrantLock running = new ReentrantLock(true);
    private final TreeSet<Task> tasks = new TreeSet<>(VirtualTime::byDueThenOrder);
    private final Holds holds;
    private final AtomicLong arrivals = new AtomicLong();

    private volatile Duration offset = Duration.ZERO;
    private volatile @Nullable Instant pinned;
    private volatile boolean frozen;
    private final AtomicLong moves = new AtomicLong();
    private volatile Consumer<ClockPosition> moved = any -> {};

    /** A clock that stands at {@code start} until it is moved. */
    public VirtualTime(Instant start) {
        this(start, Holds.Wall.MACHINE);
    }

    /** A clock that stands, and waits for work in flight by {@code holding}. */
    VirtualTime(Instant start, Holds.Wall holding) {
        this(InstantSource.fixed(start), null, new Holds(holding));
    }

    /** A clock that ticks with {@code wall} and can be moved ahead of it. */
    public VirtualTime(WallTime wall) {
        this(wall, wall.alarm(), new Holds(Holds.Wall.MACHINE));
    }

    private VirtualTime(InstantSource base, WallTime.@Nullable Alarm alarm, Holds holds) {
        this.base = base;
        this.alarm = alarm;
        this.holds = holds;
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
            moved.accept(position(instant()));
        });
        rearm();
    }

    /**
     * Calls {@code listener} with the place that the clock goes to, before the tasks of the move run: a clock that is put there later has not gone back
     * behind what they did.
     */
    public void onMove(Consumer<ClockPosition> listener) {
        moved = listener;
    }

    /** Puts the clock where another one was, before anything has happened; runs nothing. */
    public void restore(ClockPosition position) {
        exclusively(() -> {
            offset = position.offset();
            pinned = position.standing().orElse(null);
            frozen = pinned != null;
        });
        rearm();
    }

    private ClockPosition position(Instant now) {
        return new ClockPosition(Duration.between(base.instant(), now), frozen ? Optional.of(now) : Optional.empty());
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

    /** How often the clock has been moved. */
    public long moves() {
        return moves.get();
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
            moved.accept(ClockPosition.WALL);
        });
        rearm();
    }

    @Override
    public Hold hold(String what) {
        return holds.open(what, instant());
    }

    @Override
    public Hold holdThatMayHang(String what, String owner) {
        return holds.openThatMayHang(what, owner, instant());
    }

    @Override
    public Cancellable timeOut(Instant due, String what, String owner, Runnable task) {
        holds.renew(owner, instant());
        return at(due, what, owner, () -> {
            task.run();
            holds.timedOut(owner, instant());
        });
    }

    @Override
    public Cancellable wake(Instant due, String what, String owner, Runnable task) {
        Thread thread = Thread.currentThread();
        AtomicBoolean awake = new AtomicBoolean();
        Cancellable planned = at(due, what, owner, () -> {
            awake.set(true);
            holds.wakes(thread, instant());
            task.run();
        });
        holds.sleeps(thread, instant(), awake);
        return () -> {
            boolean cancelled = planned.cancel();
            if (cancelled) {
                holds.wakes(thread, instant());
            }
            return cancelled;
        };
    }

    @Override
    public boolean isMovedHere() {
        return running.isHeldByCurrentThread();
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
        moved.accept(position(target));
        pinned = instant();
        moves.incrementAndGet();
        holds.moveBegins();
        try {
            do {
                runUntil(target);
                List<String> inFlight = holds.awaitEnd();
                if (!inFlight.isEmpty()) {
                    throw new IllegalStateException("Still in flight: " + inFlight);
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

    /** Runs what is due until {@code target}, each task when the work before it is done or hangs. */
    private void runUntil(Instant target) {
        while (true) {
            Instant due = nextDue();
            if (due == null || due.isAfter(target)) {
                return;
            }
            holds.awaitBefore(due);
            Task task = takeDue(due); // none when it was cancelled meanwhile
            if (task != null) {
                if (task.due().isAfter(instant())) {
                    pinned = task.due();
                }
                run(task);
            }
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

    private record Task(Instant due, long order, String what, String owner, Runnable body) {}
}
