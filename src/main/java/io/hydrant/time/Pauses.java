package io.hydrant.time;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;

/** Waits of work for its time on the clock, without holding up those who move it. Thread-safe. */
public final class Pauses {
    private final Map<Object, Pause> underWay = new ConcurrentHashMap<>();

    private record Pause(String owner, CompletableFuture<Void> end) {}

    /**
     * Waits until the clock says {@code due}, for the work that this thread does. A thread that moves the clock does not wait.
     *
     * @param what names the end of the wait in diagnostics
     * @param owner the ARN of what the work is done for
     * @throws IOException when the wait is aborted
     */
    public void until(Instant due, Scheduler scheduler, String what, String owner)
            throws IOException, InterruptedException {
        if (scheduler.isMovedHere()) {
            return;
        }
        CompletableFuture<Void> end = new CompletableFuture<>();
        Object key = new Object();
        underWay.put(key, new Pause(owner, end));
        Cancellable wake = scheduler.wake(due, what, owner, () -> end.complete(null));
        try {
            end.get();
        } catch (ExecutionException e) {
            throw new IOException("Hydrant stopped it", e);
        } finally {
            wake.cancel();
            underWay.remove(key);
        }
    }

    /** Ends the waits of the owners that match; what begins later goes on. */
    public void abort(Predicate<String> owners) {
        for (Pause pause : List.copyOf(underWay.values())) {
            if (owners.test(pause.owner())) {
                pause.end().completeExceptionally(new IOException("Hydrant stopped it"));
            }
        }
    }
}
