package io.hydrant.support;

import io.hydrant.store.Timers;
import io.hydrant.store.memory.MemoryStateStore;
import io.hydrant.time.Scheduler;

/** Timers of a test that needs no store besides. */
public final class MemoryTimers {
    private MemoryTimers() {}

    /** Timers in a store of their own, run by {@code scheduler}. */
    public static Timers on(Scheduler scheduler) {
        return new Timers(new MemoryStateStore(), scheduler);
    }
}
