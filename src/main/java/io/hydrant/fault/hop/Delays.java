package io.hydrant.fault.hop;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;

import io.hydrant.fault.Call;
import io.hydrant.fault.Hop;
import io.hydrant.http.NoAnswerException;
import io.hydrant.time.Cancellable;
import io.hydrant.time.Hold;
import io.hydrant.time.Scheduler;

/**
 * Calls that wait for their time on the clock. The clock goes on meanwhile, and waits for a call that goes on. Thread-safe.
 */
final class Delays implements AutoCloseable {
    private static final int THREADS = 16;

    private final InstantSource clock;
    private final Scheduler scheduler;
    private final ExecutorService threads = threads();
    private final Map<Object, Wait> waits = new ConcurrentHashMap<>();

    /** One wait, and whom it belongs to. */
    private record Wait(String owner, CompletableFuture<Void> end) {}

    Delays(InstantSource clock, Scheduler scheduler) {
        this.clock = clock;
        this.scheduler = scheduler;
    }

    private static ExecutorService threads() {
        ThreadPoolExecutor pool =
                new ThreadPoolExecutor(THREADS, THREADS, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, "hydrant-delayed");
                    thread.setDaemon(true);
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    /** Does the work of {@code call} after {@code delay}. */
    <T> CompletableFuture<T> after(Duration delay, Call call, Supplier<T> work) {
        CompletableFuture<Void> end = new CompletableFuture<>();
        CompletableFuture<T> result = new CompletableFuture<>();
        String what = "go on with " + call.operation();
        String owner = owner(call);
        Object key = new Object();
        waits.put(key, new Wait(owner, end));
        Cancellable wake = scheduler.at(clock.instant().plus(delay), what, owner, () -> end.complete(null));
        CompletableFuture<?> unused = end.whenComplete((ended, stopped) -> {
            waits.remove(key);
            wake.cancel();
            if (stopped == null) {
                goOn(scheduler.hold(what), result, work);
            } else {
                result.completeExceptionally(stopped);
            }
        });
        return result;
    }

    private <T> void goOn(Hold hold, CompletableFuture<T> result, Supplier<T> work) {
        try {
            threads.execute(() -> {
                try (hold) {
                    hold.here();
                    result.complete(work.get());
                } catch (RuntimeException | Error e) {
                    result.completeExceptionally(e);
                }
            });
        } catch (RejectedExecutionException e) {
            hold.close();
            result.completeExceptionally(e);
        }
    }

    /** The ARN of the delivery stream, or of nothing in particular in the same account and Region. */
    private static String owner(Call call) {
        String stream = call.hop() == Hop.FIREHOSE ? call.about().getOrDefault(Call.About.STREAM, "") : "";
        return call.scope()
                .arn(call.hop().word(), stream.isEmpty() ? call.operation() : "deliverystream/" + stream)
                .toString();
    }

    /** Ends the waits that belong to owners that match. */
    void abort(Predicate<String> owners) {
        waits.values().forEach(wait -> {
            if (owners.test(wait.owner())) {
                wait.end().completeExceptionally(new NoAnswerException(NoAnswerException.Ending.CLOSE));
            }
        });
    }

    @Override
    public void close() {
        abort(owner -> true);
        threads.shutdownNow();
    }
}
