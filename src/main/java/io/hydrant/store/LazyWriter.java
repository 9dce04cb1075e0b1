package io.hydrant.store;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes values in the background, soon after they have changed. A kill loses the newest changes. One owner alone changes these
 * values. Changes of one value that wait are written once. Its thread begins with the first change. Thread-safe.
 */
public final class LazyWriter implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(LazyWriter.class);
    private static final int MOST = 500;
    private static final int TRIES = 3;
    private static final long END_SECONDS = 10;

    /** The version of a value that has to be read again. */
    private static final long UNKNOWN = -1;

    private final StateStore store;
    private final Map<StateKey<?>, Long> versions = new ConcurrentHashMap<>();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        Thread made = new Thread(task, "hydrant-store-later");
        made.setDaemon(true);
        return made;
    });

    @GuardedBy("this")
    private final Map<StateKey<?>, Supplier<? extends Optional<?>>> waiting = new LinkedHashMap<>();

    @GuardedBy("this")
    private boolean writing;

    @GuardedBy("this")
    private boolean closed;

    /** Whether the newest commit failed; changed by the thread that writes. */
    private volatile boolean failing;

    public LazyWriter(StateStore store) {
        this.store = store;
    }

    /** All values of a kind, which this writer changes from now on. */
    public <T> List<Versioned<T>> load(StateKind<T> kind) {
        List<Versioned<T>> all = store.list(kind);
        all.forEach(each -> versions.put(each.key(), each.version()));
        return all;
    }

    /** The value has changed; {@code now} is asked when it is written, and is empty when there is none any more. */
    public synchronized <T> void changed(StateKey<T> key, Supplier<Optional<T>> now) {
        waiting.put(key, now);
        if (!writing && !closed) {
            writing = true;
            thread.execute(this::write);
        }
    }

    /** Makes changes that are written in one commit, if they are fewer than some hundreds. */
    public synchronized void together(Runnable changes) {
        changes.run();
    }

    private void write() {
        Map<StateKey<?>, Supplier<? extends Optional<?>>> taken = take();
        try {
            while (!taken.isEmpty()) {
                commit(taken);
                failing = false;
                taken = take();
            }
        } catch (IllegalArgumentException e) {
            log.error("A value cannot be stored, and is left out with those that waited with it", e);
            left(taken);
        } catch (RuntimeException e) {
            if (!failing) {
                log.warn("Changes could not be stored, and are tried again: {}", e.getMessage());
            }
            failing = true;
            giveBack(taken);
        }
    }

    private synchronized Map<StateKey<?>, Supplier<? extends Optional<?>>> take() {
        Map<StateKey<?>, Supplier<? extends Optional<?>>> taken = new LinkedHashMap<>();
        Iterator<Map.Entry<StateKey<?>, Supplier<? extends Optional<?>>>> each =
                waiting.entrySet().iterator();
        while (each.hasNext() && taken.size() < MOST) {
            Map.Entry<StateKey<?>, Supplier<? extends Optional<?>>> next = each.next();
            taken.put(next.getKey(), next.getValue());
            each.remove();
        }
        writing = !taken.isEmpty();
        return taken;
    }

    private synchronized void left(Map<StateKey<?>, Supplier<? extends Optional<?>>> taken) {
        taken.keySet().forEach(key -> versions.put(key, UNKNOWN));
        writing = false;
    }

    /** The next change tries them again. */
    private synchronized void giveBack(Map<StateKey<?>, Supplier<? extends Optional<?>>> taken) {
        taken.forEach(waiting::putIfAbsent);
        taken.keySet().forEach(key -> versions.put(key, UNKNOWN));
        writing = false;
    }

    private void commit(Map<StateKey<?>, Supplier<? extends Optional<?>>> taken) {
        for (int i = 0; i < TRIES; i++) {
            List<Change<?>> changes = new ArrayList<>();
            taken.forEach((key, now) -> {
                long seen = seen(key);
                Optional<?> next = now.get();
                if (next.isPresent() || seen != Change.ABSENT) {
                    changes.add(change(key, seen, next));
                }
            });
            if (changes.isEmpty()) {
                return;
            }
            OptionalLong version = store.commit(changes);
            if (version.isPresent()) {
                changes.forEach(each -> made(each, version.getAsLong()));
                return;
            }
            changes.forEach(each -> versions.put(each.key(), UNKNOWN));
        }
        throw new StoreException("Another process changes the same values.");
    }

    private long seen(StateKey<?> key) {
        long known = versions.getOrDefault(key, Change.ABSENT);
        return known == UNKNOWN ? store.get(key).map(Versioned::version).orElse(Change.ABSENT) : known;
    }

    @SuppressWarnings("unchecked") // a key is changed with values of its own type
    private static <T> Change<T> change(StateKey<T> key, long seen, Optional<?> next) {
        return new Change<>(key, seen, (Optional<T>) next);
    }

    private void made(Change<?> change, long version) {
        if (change.next().isPresent()) {
            versions.put(change.key(), version);
        } else {
            versions.remove(change.key());
        }
    }

    /** Writes what waits, then ends. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        thread.shutdown();
        try {
            if (!thread.awaitTermination(END_SECONDS, TimeUnit.SECONDS)) {
                log.warn("The store did not take all that waited within {} s", END_SECONDS);
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        write();
    }
}
