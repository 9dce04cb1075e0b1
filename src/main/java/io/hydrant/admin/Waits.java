package io.hydrant.admin;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** The few threads of control calls that take long, so that those that answer requests stay free. Thread-safe. */
final class Waits implements Executor, AutoCloseable {
    private static final int THREADS = 16;

    private final AtomicInteger names = new AtomicInteger();
    private final ThreadPoolExecutor pool;

    Waits() {
        pool = new ThreadPoolExecutor(THREADS, THREADS, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
            Thread thread = new Thread(task, "hydrant-control-" + names.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        pool.allowCoreThreadTimeOut(true);
    }

    @Override
    public void execute(Runnable task) {
        pool.execute(task);
    }

    /** What {@code next} makes of the result of {@code first}, on {@code executor}; cancelling it cancels {@code first} too. */
    static <A, B> CompletableFuture<B> then(CompletableFuture<A> first, Executor executor, Function<A, B> next) {
        CompletableFuture<B> second = first.thenApplyAsync(next, executor);
        CompletableFuture<?> unused = second.whenComplete((result, failure) -> first.cancel(false));
        return second;
    }

    @Override
    public void close() {
        pool.shutdownNow();
    }
}
