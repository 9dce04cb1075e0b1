package io.hydrant.service.kms.remote;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import io.hydrant.time.Hold;
import io.hydrant.time.VirtualTime;

/** Threads that wait for KMS; the clock does not move on before they are done. */
public final class KmsExecutor implements Executor, AutoCloseable {
    private final VirtualTime time;
    private final ExecutorService threads;

    public KmsExecutor(VirtualTime time) {
        this.time = time;
        this.threads = new ThreadPoolExecutor(0, 64, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
            Thread thread = new Thread(task, "hydrant-kms");
            thread.setDaemon(true);
            return thread;
        });
    }

    @Override
    public void execute(Runnable task) {
        start(task);
    }

    /** As {@link #execute}, and waits until the work is done or waits for the clock. */
    public void executeInTurn(Runnable task) {
        start(task).awaitStill();
    }

    private Hold start(Runnable task) {
        Hold hold = time.hold("a call to KMS");
        try {
            threads.execute(() -> {
                try (hold) {
                    hold.here();
                    task.run();
                }
            });
        } catch (RejectedExecutionException e) {
            try (hold) {
                task.run();
            }
        }
        return hold;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
