package io.hydrant.store;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import io.hydrant.time.Cancellable;
import io.hydrant.time.Scheduler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The timers of a store, run by a scheduler. A timer leaves the store after its handler has returned, so a handler may see the same
 * timer again after a crash. Thread-safe.
 */
public final class Timers {
    private static final Logger log = LoggerFactory.getLogger(Timers.class);

    /** Years, as a power of two of seconds: a task whose time has long come is not to be tried again and again at once. */
    private static final int LONGEST_WAIT = 30;

    private final StateStore store;
    private final Scheduler scheduler;
    private final Map<StateKind<Timer>, Consumer<Timer>> handlers = new ConcurrentHashMap<>();

    /** The tasks of the scheduler: no state, because {@link #resume} makes them again. */
    private final Map<StateKey<Timer>, Armed> armed = new ConcurrentHashMap<>();

    private record Armed(long version, Cancellable task) {}

    public Timers(StateStore store, Scheduler scheduler) {
        this.store = store;
        this.scheduler = scheduler;
    }

    /** Says what is to be done when a timer of this kind is due. */
    public void handle(TimerKind kind, Consumer<Timer> handler) {
        if (handlers.putIfAbsent(kind.state(), handler) != null) {
            throw new IllegalStateException("There is a handler for " + kind + " already");
        }
    }

    /** Keeps a timer, in place of another of its key, and runs it when it is due. */
    public void plan(Timer timer) {
        while (store.commit(keeping(timer)).isEmpty()) {
            Thread.onSpinWait();
        }
        arm(timer);
    }

    /** The change that keeps a timer; {@link #arm} is to follow the commit. */
    public Change<Timer> keeping(Timer timer) {
        return Change.put(timer.key(), store.get(timer.key()), timer);
    }

    /** Runs a timer that the store keeps when it is due. */
    public void arm(Timer timer) {
        follow(timer.key());
    }

    /** The store that the timers are in. */
    public StateStore store() {
        return store;
    }

    /** One task for what the store has under that key now, whatever another thread has kept there meanwhile; none for nothing. */
    void follow(StateKey<Timer> wanted) {
        armed.compute(wanted, (key, before) -> {
            if (before != null) {
                before.task().cancel();
            }
            return store.get(key).map(this::task).orElse(null);
        });
    }

    private Armed task(Versioned<Timer> kept) {
        return task(kept, kept.value().due(), 1);
    }

    private Armed task(Versioned<Timer> kept, Instant due, int attempt) {
        Timer timer = kept.value();
        return new Armed(kept.version(), scheduler.at(due, timer.what(), timer.owner(), () -> attempt(kept, attempt)));
    }

    private void disarm(Versioned<Timer> kept) {
        armed.computeIfPresent(kept.key(), (key, now) -> {
            if (now.version() != kept.version()) {
                return now;
            }
            now.task().cancel();
            return null;
        });
    }

    /** While the store cannot be read or written, a task waits twice as long each time. */
    private void attempt(Versioned<Timer> kept, int attempt) {
        try {
            run(kept);
        } catch (StoreException e) {
            if (!e.isClosed()) { // else Hydrant stops, and the next start runs it
                Timer timer = kept.value();
                log.warn("A task is tried again what={}: {}", timer.what(), e.getMessage());
                Instant next = timer.due().plusSeconds(1L << Math.min(attempt - 1, LONGEST_WAIT));
                armed.computeIfPresent(
                        kept.key(),
                        (key, now) -> now.version() == kept.version() ? task(kept, next, attempt + 1) : now);
            }
        }
    }

    private void run(Versioned<Timer> kept) {
        Optional<Versioned<Timer>> now = store.get(kept.key());
        Consumer<Timer> handler = handlers.get(kept.key().kind());
        if (handler == null || now.isEmpty() || now.get().version() != kept.version()) {
            return;
        }
        handler.accept(kept.value());
        OptionalLong unused = store.commit(Change.remove(kept)); // not when the handler has planned its next one
        disarm(kept);
    }

    /** Forgets the timer of that key, if there is one. */
    public void cancel(StateKey<Timer> key) {
        for (Optional<Versioned<Timer>> kept = store.get(key); kept.isPresent(); kept = store.get(key)) {
            if (store.commit(Change.remove(kept.get())).isPresent()) {
                disarm(kept.get());
                return;
            }
        }
    }

    /** Runs what the store keeps, after a start; the handlers are to be known. */
    public void resume() {
        handlers.keySet().forEach(kind -> store.list(kind).forEach(kept -> follow(kept.key())));
    }

    /** Forgets all timers. */
    public void clear() {
        handlers.keySet().forEach(kind -> store.list(kind).forEach(kept -> cancel(kept.key())));
    }
}
