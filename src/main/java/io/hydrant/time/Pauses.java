package io.hydrant.time;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.function.Predicate;

/** Waits of work for its time on the clock, without holding up those who move it. Thread-safe. */
public final class Pauses {
    private final Map<Object, Pause> underWay = new ConcurrentHashMap<>();

    private record Pause(String owner, CompletableFuture<Void> end) {}

    /**
     * Waits until the clock says {@code due}.
     *
     * @param what names the end of the wait in diagnostics
     * @param owner the ARN of what the work is done for
     * @param work the name that the work's hold was given
     * @throws IOException when the wait is aborted
     */
    public void until(Instant due, Scheduler scheduler, String what, String owner, String work)
            throws IOException, InterruptedException {
        until(owner, task -> scheduler.wake(due, what, owner, work, task));
    }

    /**
     * As {@link #until(Instant, Scheduler, String, String, String)}, for the work that this thread does.
     *
     * @see Scheduler#wakeHere
     */
    public void until(Instant due, Scheduler scheduler, String what, String owner)
            throws IOException, InterruptedException {
        until(owner, task -> scheduler.wakeHere(due, what, owner, task));
    }

    private void until(String owner, Function<Runnable, Cancellable> planned) throws IOException, InterruptedException {
        CompletableFuture<Void> end = new CompletableFuture<>();
        Object key = new Object();
        underWay.put(key, new Pause(owner, end));
        Cancellable wake = planned.apply(() -> end.complete(null));
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
