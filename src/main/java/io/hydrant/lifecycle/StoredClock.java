package io.hydrant.lifecycle;

import io.hydrant.store.StateCell;
import io.hydrant.store.StateKind;
import io.hydrant.store.StateStore;
import io.hydrant.time.ClockPosition;
import io.hydrant.time.VirtualTime;

/** The moved clock in the store. */
public final class StoredClock {
    private static final StateKind<ClockPosition> KIND = new StateKind<>("clock", ClockPosition.class);

    private StoredClock() {}

    /** Puts {@code time} where the store says, and keeps each of its moves there. */
    public static void keep(VirtualTime time, StateStore store) {
        StateCell<ClockPosition> cell = StateCell.of(store, KIND.key("clock"), ClockPosition.WALL);
        if (!cell.value().equals(ClockPosition.WALL)) {
            time.restore(cell.value());
        }
        time.onMove(position -> cell.update(now -> now.equals(position) ? now : position));
    }
}
