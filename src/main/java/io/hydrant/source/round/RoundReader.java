package io.hydrant.source.round;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.hydrant.aws.AwsException;
import io.hydrant.source.SourceContext;
import io.hydrant.source.SourceMetric;
import io.hydrant.source.SourceReader;
import io.hydrant.time.Hold;
import io.hydrant.time.Scheduler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads for a delivery stream: a round when something has come, or once a second where the service wakes no reader, and no more than
 * one round a second while it keeps up. Rounds run on a thread that is taken for them alone, one after the other.
 *
 * <p>Longer than 300 lines, because all that decides about the next round is read in one place.
 */
public final class RoundReader implements SourceReader {
    private static final Logger log = LoggerFactory.getLogger(RoundReader.class);

    private static final Duration EACH = Duration.ofSeconds(1);

    /** So often a service that wakes its readers is asked all the same: an iterator of Kinesis that has nothing to read expires after five minutes. */
    private static final Duration KEEP_FRESH = Duration.ofMinutes(4);

    private final String name;
    private final Reading reading;
    private final Pace pace;
    private final InstantSource clock;
    private final Scheduler scheduler;
    private final Executor threads;

    @GuardedBy("this")
    private final PlannedRound planned;

    @GuardedBy("this")
    private final List<CompletableFuture<Drained>> drains = new ArrayList<>();

    @GuardedBy("this")
    private @Nullable Runnable watch;

    @GuardedBy("this")
    private Instant lastRound = Instant.MIN;

    /** Something has come since the last round began. */
    @GuardedBy("this")
    private boolean woken;

    @GuardedBy("this")
    private boolean due;

    @GuardedBy("this")
    private boolean full;

    /** More was delivered than is written down. */
    @GuardedBy("this")
    private boolean moved;

    @GuardedBy("this")
    private boolean running;

    @GuardedBy("this")
    private boolean started;

    @GuardedBy("this")
    private @Nullable CompletableFuture<Void> end;

    /** @param reading made with what is to run when more was delivered */
    public RoundReader(SourceContext context, RoundMeans means, Function<Runnable, Reading> reading) {
        this.name = context.stream();
        this.clock = means.clock();
        this.scheduler = context.scheduler();
        this.threads = means.threads();
        this.reading = reading.apply(this::moved);
        this.pace = new Pace(means.moves());
        this.planned = new PlannedRound(scheduler, "read source of " + name, this::due);
    }

    @Override
    public void place(Instant active) {
        reading.place(active);
    }

    @Override
    public void start() {
        Optional<Runnable> asked = reading.watch(this::wake);
        synchronized (this) {
            if (end != null) {
                asked.ifPresent(Runnable::run);
                return;
            }
            started = true;
            watch = asked.orElse(null);
            woken = true;
            planned.noLaterThan(clock.instant());
        }
    }

    /** Something has come. */
    private synchronized void wake() {
        if (!woken && started && end == null) {
            woken = true;
            if (!running) {
                planned.noLaterThan(earliest());
            }
        }
    }

    /** More has been delivered, so that the buffers have space again. */
    private synchronized void moved() {
        if (!moved && end == null) {
            moved = true;
            if (!running) {
                boolean unused = run();
            }
        }
    }

    /** When the next round may begin. */
    @GuardedBy("this")
    private Instant earliest() {
        Instant now = clock.instant();
        Instant next = lastRound.plus(EACH);
        return full || next.isBefore(now) ? now : next;
    }

    private synchronized void due() {
        planned.begun();
        if (end == null && !woken && watch == null && pace.skips()) {
            planned.noLaterThan(clock.instant().plus(EACH));
            return;
        }
        due = true;
        if (!running && end == null) {
            boolean unused = run();
        }
    }

    @Override
    public CompletableFuture<Drained> drain() {
        CompletableFuture<Drained> drained = new CompletableFuture<>();
        synchronized (this) {
            if (started && end == null && (running || run())) {
                drains.add(drained);
                return drained;
            }
        }
        return CompletableFuture.completedFuture(Drained.EMPTY);
    }

    /** Takes a thread, which finds out what is to be done; false once Hydrant stops. */
    @GuardedBy("this")
    private boolean run() {
        running = true;
        Hold hold = scheduler.hold("reading of " + name);
        try {
            threads.execute(() -> {
                try (hold) {
                    hold.here();
                    work();
                }
            });
            return true;
        } catch (RejectedExecutionException e) {
            hold.close();
            running = false;
            return false;
        }
    }

    private void work() {
        Task task = next();
        while (task != null) {
            Drained drained = Drained.EMPTY;
            try {
                drained = perform(task);
            } catch (AwsException e) { // the delivery stream is not ACTIVE any more
                log.debug("Source is not read any more stream={}", name);
            } catch (RuntimeException | Error e) {
                log.error("Reading failed in Hydrant itself stream={}", name, e);
                failed();
            }
            Drained result = drained;
            task.drains().forEach(each -> each.complete(result));
            task = next();
        }
    }

    /**
     * What is to be done next.
     *
     * @param reads whether to read
     * @param anyway also what waits after a failure
     * @param drains those who wait for the end of it
     */
    private record Task(boolean reads, boolean anyway, List<CompletableFuture<Drained>> drains) {
        boolean thorough() {
            return !drains.isEmpty();
        }
    }

    /** Empty when there is nothing to do: then this thread goes. */
    private @Nullable Task next() {
        CompletableFuture<Void> ended;
        List<CompletableFuture<Drained>> left;
        synchronized (this) {
            if (end == null && (due || moved || !drains.isEmpty())) {
                Task task = new Task(due || !drains.isEmpty() || full, woken || !drains.isEmpty(), List.copyOf(drains));
                drains.clear();
                if (task.reads()) {
                    due = false;
                    woken = false;
                    full = false;
                    lastRound = clock.instant();
                }
                moved = false;
                return task;
            }
            running = false;
            ended = end;
            left = List.copyOf(drains);
            drains.clear();
        }
        left.forEach(each -> each.complete(Drained.EMPTY));
        if (ended != null) {
            reading.close();
            ended.complete(null);
        }
        return null;
    }

    private Drained perform(Task task) {
        reading.save();
        if (!task.reads()) {
            return Drained.EMPTY;
        }
        Round round = reading.round(task.anyway(), task.thorough() || pace.isFresh());
        reading.save();
        pace.after(round.end() == Round.End.CAUGHT_UP && !round.took());
        synchronized (this) {
            full = round.end() == Round.End.FULL;
            if (end == null) {
                planned.noLaterThan(woken ? earliest() : nextAfter(round));
            }
        }
        return round.end() == Round.End.FULL && round.took() ? Drained.MORE : Drained.EMPTY;
    }

    @GuardedBy("this")
    private Instant nextAfter(Round round) {
        Instant now = clock.instant();
        Instant idle = now.plus(watch == null ? EACH : KEEP_FRESH);
        return switch (round.end()) {
            case CAUGHT_UP -> idle;
            case BEHIND -> now;
            case FULL, FAILED -> round.due();
        };
    }

    private synchronized void failed() {
        if (end == null) {
            planned.noLaterThan(clock.instant().plus(EACH));
        }
    }

    @Override
    public CompletableFuture<Void> stop() {
        Runnable watched;
        CompletableFuture<Void> ends;
        boolean idle;
        synchronized (this) {
            if (end != null) {
                return end;
            }
            ends = new CompletableFuture<>();
            end = ends;
            watched = watch;
            watch = null;
            planned.cancel();
            idle = !running;
        }
        if (watched != null) {
            watched.run();
        }
        if (idle) {
            reading.close();
            ends.complete(null);
        }
        return ends;
    }

    @Override
    public void forget() {
        reading.forget();
    }

    @Override
    public List<String> warnings() {
        return reading.warnings();
    }

    @Override
    public Map<SourceMetric, Double> metrics() {
        return reading.metrics();
    }
}
