package io.hydrant.delivery;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Threads that wait for destinations; none while nothing is delivered. A destination that may hang keeps a thread for minutes, so
 * such destinations have threads of their own. Thread-safe.
 */
public final class DeliveryExecutor implements DeliveryDependencies.Workers, AutoCloseable {
    private static final int PROMPT = 32;
    private static final int HANGING = 256;

    private final ThreadPoolExecutor prompt = threads(PROMPT);
    private final ThreadPoolExecutor hanging = threads(HANGING);

    private static ThreadPoolExecutor threads(int count) {
        ThreadPoolExecutor threads =
                new ThreadPoolExecutor(count, count, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, "hydrant-delivery");
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }

    @Override
    public void execute(boolean mayHang, Runnable delivery) {
        (mayHang ? hanging : prompt).execute(delivery);
    }

    @Override
    public void close() {
        hanging.shutdownNow();
        prompt.shutdownNow();
    }
}
