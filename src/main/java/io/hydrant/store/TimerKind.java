package io.hydrant.store;

import com.google.errorprone.annotations.Immutable;
import io.hydrant.aws.Scope;

/** A kind of timer. One handler, named where the program is put together, knows what is to be done when one is due. */
@Immutable
public final class TimerKind {
    private final StateKind<Timer> state;

    /**
     * @param name names the kind for good, as that of a {@link StateKind} does
     */
    public TimerKind(String name) {
        this.state = new StateKind<>("timer." + name, Timer.class);
    }

    /** The key of the timer of this kind for {@code id}. */
    public StateKey<Timer> key(Scope scope, String id) {
        return state.key(scope, id);
    }

    StateKind<Timer> state() {
        return state;
    }

    @Override
    public String toString() {
        return state.name();
    }
}
