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
