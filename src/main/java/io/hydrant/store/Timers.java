package io.hydrant.store;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import io.hydrant.time.Cancellable;
import io.hydrant.time.Scheduler;

/**
 * The timers of a store, run by a scheduler. A timer leaves the store after its handler has returned, so a handler may see the same
 * timer again after a crash. Thread-safe.
 */
public final class Timers {
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
        Timer timer = kept.value();
        return new Armed(kept.version(), scheduler.at(timer.due(), timer.what(), timer.owner(), () -> due(kept)));
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

    private void due(Versioned<Timer> kept) {
        try {
            run(kept);
        } catch (StoreException e) {
            if (!e.isClosed()) { // else Hydrant stops, and the next start runs it
                throw e;
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
