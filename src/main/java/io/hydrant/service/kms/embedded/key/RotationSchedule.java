package io.hydrant.service.kms.embedded.key;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Gives keys new material, on a schedule or now. To be called under the lock of {@link KmsState}. */
public final class RotationSchedule {
    private final KmsState state;

    public RotationSchedule(KmsState state) {
        this.state = state;
        state.handle(KeyTimer.ROTATE, this::onDue);
    }

    /** Rotates the key every {@code period} from now on. */
    public void start(Key key, Duration period) {
        stop(key);
        key.rotationPeriod = Optional.of(period);
        key.changed();
        schedule(key);
    }

    /** Ends the schedule. */
    public void stop(Key key) {
        state.cancel(KeyTimer.ROTATE, key);
        key.rotationPeriod = Optional.empty();
        key.nextRotation = Optional.empty();
        key.changed();
    }

    /** Lets {@code next} rotate when {@code former} would have, and {@code former} no more. */
    public void move(Key former, Key next) {
        Optional<Duration> period = former.rotationPeriod;
        Optional<Instant> due = former.nextRotation;
        stop(former);
        stop(next);
        next.rotationPeriod = period;
        next.changed();
        due.ifPresent(date -> scheduleAt(next, date));
    }

    /**
     * Rotates the key now.
     *
     * @param type {@code AUTOMATIC} or {@code ON_DEMAND}
     */
    public void rotate(Key key, String type) {
        KeyMaterial material =
                key.imports.pendingRotation.orElseGet(() -> KeyMaterial.random(state.random(), key.spec));
        key.imports.pendingRotation = Optional.empty();
        key.material.rotations.add(new Rotation(state.now(), type, material.id()));
        key.addMaterial(material);
        state.changed();
    }

    private void schedule(Key key) {
        key.rotationPeriod.ifPresent(period -> scheduleAt(key, state.now().plus(period)));
    }

    private void scheduleAt(Key key, Instant due) {
        key.nextRotation = Optional.of(due);
        key.changed();
        state.plan(KeyTimer.ROTATE, key, due);
    }

    private void onDue(Key key) {
        if (key.state == KeyState.ENABLED) {
            rotate(key, "AUTOMATIC");
        }
        schedule(key);
    }
}
