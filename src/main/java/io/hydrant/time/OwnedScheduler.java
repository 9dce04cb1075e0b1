package io.hydrant.time;

import java.time.Instant;

/** A scheduler whose tasks belong to one owner. */
record OwnedScheduler(Scheduler scheduler, String owner) implements Scheduler {
    @Override
    public Cancellable at(Instant due, String what, String taskOwner, Runnable task) {
        return scheduler.at(due, what, taskOwner.isEmpty() ? owner : taskOwner, task);
    }

    @Override
    public Cancellable wake(Instant due, String what, String workOwner, Runnable task) {
        return scheduler.wake(due, what, workOwner.isEmpty() ? owner : workOwner, task);
    }

    @Override
    public boolean isMovedHere() {
        return scheduler.isMovedHere();
    }

    @Override
    public Hold hold(String what) {
        return scheduler.hold(what);
    }

    @Override
    public Hold holdThatMayHang(String what, String workOwner) {
        return scheduler.holdThatMayHang(what, workOwner.isEmpty() ? owner : workOwner);
    }

    @Override
    public Cancellable timeOut(Instant due, String what, String workOwner, Runnable task) {
        return scheduler.timeOut(due, what, workOwner.isEmpty() ? owner : workOwner, task);
    }
}
