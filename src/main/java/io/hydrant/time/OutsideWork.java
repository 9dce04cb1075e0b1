package io.hydrant.time;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Work that others do and that may never end. Its result ends the wait for it, or its time limit, or an abort. Thread-safe.
 */
public final class OutsideWork {
    private final Map<Object, Expected> underWay = new ConcurrentHashMap<>();

    private record Expected(String owner, CompletableFuture<?> result) {}

    /**
     * Waits for the result.
     *
     * @param begin starts the work and completes the future; the work is to end when the future does
     * @throws TimeOutException when the limit is over
     * @throws ExecutionException with what failed as its cause
     */
    public <T> T await(TimeLimit limit, Consumer<CompletableFuture<T>> begin)
            throws TimeOutException, ExecutionException, InterruptedException {
        CompletableFuture<T> result = new CompletableFuture<>();
        Object key = new Object();
        underWay.put(key, new Expected(limit.owner(), result));
        Cancellable end = limit.scheduler()
                .timeOut(
                        limit.clock().instant().plus(limit.span()),
                        limit.what(),
                        () -> result.completeExceptionally(new TimeOutException()));
        try {
            begin.accept(result);
            return result.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TimeOutException) {
                throw new TimeOutException();
            }
            throw e;
        } catch (InterruptedException e) {
            result.cancel(false);
            throw e;
        } finally {
            end.cancel();
            underWay.remove(key);
        }
    }

    /** Ends what is under way for the owners that match, as a connection that broke off; what begins later goes on. */
    public void abort(Predicate<String> owners) {
        for (Expected expected : List.copyOf(underWay.values())) {
            if (owners.test(expected.owner())) {
                expected.result().completeExceptionally(new IOException("Hydrant stopped it"));
            }
        }
    }
}
