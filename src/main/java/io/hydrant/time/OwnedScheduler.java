package io.hydrant.time;

import java.time.Instant;

/** A scheduler whose tasks belong to one owner. */
record OwnedScheduler(Scheduler scheduler, String owner) implements Scheduler {
    @Override
    public Cancellable at(Instant due, String what, String taskOwner, Runnable task) {
        return scheduler.at(due, what, taskOwner.isEmpty() ? owner : taskOwner, task);
    }

    @Override
    public Hold hold(String what) {
        return scheduler.hold(what);
    }
}
