package io.hydrant.server;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads on which endpoints may wait. A task takes an idle thread, else a new one, and queues only when all threads are busy.
 * The queue is bounded.
 */
final class Workers implements Executor, AutoCloseable {
    private static final int CORE_THREADS = 2;

    private final int maxWaiting;
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicInteger names = new AtomicInteger();
    private final ThreadPoolExecutor pool;

    Workers(int maxThreads, int maxWaiting) {
        this.maxWaiting = maxWaiting;
        pool = new ThreadPoolExecutor(CORE_THREADS, maxThreads, 30, TimeUnit.SECONDS, new HandOff(), task -> {
            Thread thread = new Thread(task, "hydrant-worker-" + names.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        pool.setRejectedExecutionHandler((task, executor) -> {
            if (executor.isShutdown()) {
                throw new RejectedExecutionException("Stopped");
            }
            executor.getQueue().add(task);
        });
    }

    /** @throws RejectedExecutionException when too many tasks wait already, or after {@link #close} */
    @Override
    public void execute(Runnable task) {
        if (waiting.incrementAndGet() > maxWaiting) {
            waiting.decrementAndGet();
            throw new RejectedExecutionException("Too many requests wait");
        }
        try {
            pool.execute(() -> {
                waiting.decrementAndGet();
                task.run();
            });
        } catch (RejectedExecutionException e) {
            waiting.decrementAndGet();
            throw e;
        }
    }

    @Override
    public void close() {
        pool.shutdownNow();
    }

    /** Takes a task by {@code offer} only when a thread waits for one, so that the pool grows before it queues. */
    private static final class HandOff extends LinkedTransferQueue<Runnable> {
        @Override
        public boolean offer(Runnable task) {
            return tryTransfer(task);
        }

        @Override
        public boolean add(Runnable task) {
            put(task);
            return true;
        }
    }
}
