package io.hydrant.time;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/** The machine's own clock, and the one thread that wakes {@link VirtualTime}. Nothing else reads the machine's time. */
public final class WallTime implements InstantSource, AutoCloseable {
    private final ScheduledThreadPoolExecutor timer;

    public WallTime() {
        timer = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "hydrant-timer");
            thread.setDaemon(true);
            return thread;
        });
        timer.setRemoveOnCancelPolicy(true);
        timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    @Override
    public Instant instant() {
        return Instant.now();
    }

    /** A running count of nanoseconds, for measuring spans. */
    public static long nanoTime() {
        return System.nanoTime();
    }

    /** Runs {@code action} again and again by the machine's clock, which no test moves, until the answer is closed. */
    public static Beats beats(String thread, Duration between, Runnable action) {
        return new Beats(thread, between, action);
    }

    /** An action that is run again and again, on a thread of its own. */
    public static final class Beats implements AutoCloseable {
        private static final long LONGEST_SECONDS = 60;

        private final ScheduledThreadPoolExecutor timer;

        private Beats(String thread, Duration between, Runnable action) {
            timer = new ScheduledThreadPoolExecutor(1, task -> {
                Thread made = new Thread(task, thread);
                made.setDaemon(true);
                return made;
            });
            ScheduledFuture<?> unused =
                    timer.scheduleWithFixedDelay(action, 0, between.toMillis(), TimeUnit.MILLISECONDS);
        }

        /** Waits for the end of the action if it runs; it is not run again. */
        @Override
        public void close() {
            timer.shutdown();
            try {
                boolean unused = timer.awaitTermination(LONGEST_SECONDS, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    Alarm alarm() {
        return new Alarm();
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    /** Rings once at the nearest instant it was set to. */
    final class Alarm {
        private Runnable ring = () -> {};
        private @Nullable ScheduledFuture<?> next;
        private long nextNanos;

        void onRing(Runnable action) {
            ring = action;
        }

        /** Rings after {@code delay}, unless it rings before that anyway. */
        synchronized void setTo(Duration delay) {
            long nanos =
                    System.nanoTime() + Math.max(0, Math.min(delay.toMillis(), 3_600_000L)) * 1_000_000L + 1_000_000L;
            if (timer.isShutdown() || (next != null && !next.isDone() && nextNanos <= nanos)) {
                return;
            }
            if (next != null) {
                next.cancel(false);
            }
            nextNanos = nanos;
            next = timer.schedule(this::rang, nanos - System.nanoTime(), TimeUnit.NANOSECONDS);
        }

        private void rang() {
            synchronized (this) {
                next = null;
            }
            ring.run();
        }
    }
}
