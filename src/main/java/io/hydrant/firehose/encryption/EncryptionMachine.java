package io.hydrant.firehose.encryption;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.hydrant.firehose.encryption.EncryptionEffect.AwaitLag;
import io.hydrant.firehose.encryption.EncryptionEffect.PrepareKey;
import io.hydrant.firehose.encryption.EncryptionEffect.ReleaseKey;
import io.hydrant.firehose.encryption.EncryptionEffect.ScheduleRetirement;
import io.hydrant.firehose.encryption.EncryptionEvent.KeyReady;
import io.hydrant.firehose.encryption.EncryptionEvent.KeyRefused;
import io.hydrant.firehose.encryption.EncryptionEvent.KeyReleased;
import io.hydrant.firehose.encryption.EncryptionEvent.LagPassed;
import io.hydrant.firehose.encryption.EncryptionEvent.ReleaseRefused;
import io.hydrant.firehose.encryption.EncryptionEvent.StartRequested;
import io.hydrant.firehose.encryption.EncryptionEvent.StopRequested;
import io.hydrant.firehose.encryption.EncryptionState.Succession;
import io.hydrant.firehose.encryption.Outcome.Moved;
import io.hydrant.firehose.encryption.Outcome.Refused;

/**
 * The life of a delivery stream's encryption as a pure function. An answer that belongs to an earlier attempt changes
 * nothing, except that a grant it brings is given up.
 *
 * <p>Source: StartDeliveryStreamEncryption and StopDeliveryStreamEncryption in the API reference; where they are silent, the
 * table in {@code encryption-states.md}.
 */
public final class EncryptionMachine {
    private EncryptionMachine() {}

    /** What follows from {@code event}. */
    public static Outcome on(EncryptionState state, EncryptionEvent event) {
        if (event instanceof StartRequested start) {
            return state.status().isBusy() ? new Refused(state.status()) : start(state, start.key());
        }
        if (event instanceof StopRequested) {
            return state.status().isBusy() ? new Refused(state.status()) : stop(state);
        }
        if (event instanceof KeyReady ready) {
            return keyReady(state, ready.key());
        }
        if (event instanceof KeyRefused refused) {
            return keyRefused(state, refused);
        }
        if (event instanceof KeyReleased released) {
            return keyReleased(state, released.attempt());
        }
        if (event instanceof ReleaseRefused refused) {
            return releaseRefused(state, refused);
        }
        return lagPassed(state, ((LagPassed) event).attempt());
    }

    private static Outcome start(EncryptionState state, KeyChoice key) {
        List<EncryptionEffect> effects = new ArrayList<>();
        EncryptionState settled = settle(state, effects);
        long attempt = state.attempt() + 1;
        effects.add(new PrepareKey(attempt, key));
        return new Moved(
                new EncryptionState(
                        EncryptionStatus.ENABLING,
                        attempt,
                        Optional.of(key),
                        settled.keyInUse(),
                        Optional.empty(),
                        Optional.empty()),
                effects);
    }

    private static Outcome stop(EncryptionState state) {
        if (state.status() == EncryptionStatus.DISABLED) {
            return new Moved(state, List.of());
        }
        List<EncryptionEffect> effects = new ArrayList<>();
        EncryptionState settled = settle(state, effects);
        long attempt = state.attempt() + 1;
        effects.add(new ReleaseKey(attempt, settled.keyInUse()));
        return new Moved(
                new EncryptionState(
                        EncryptionStatus.DISABLING,
                        attempt,
                        state.asked(),
                        settled.keyInUse(),
                        Optional.empty(),
                        Optional.empty()),
                effects);
    }

    private static Outcome keyReady(EncryptionState state, KeyInUse key) {
        if (state.status() != EncryptionStatus.ENABLING || state.attempt() != key.attempt()) {
            return new Moved(state, retirementOf(Optional.of(key)));
        }
        return new Moved(
                new EncryptionState(
                        EncryptionStatus.ENABLED,
                        state.attempt(),
                        state.asked(),
                        state.keyInUse(),
                        Optional.of(new Succession(Optional.of(key))),
                        Optional.empty()),
                List.of(new AwaitLag(state.attempt())));
    }

    private static Outcome keyRefused(EncryptionState state, KeyRefused refused) {
        List<EncryptionEffect> effects = retirementOf(refused.abandoned());
        if (state.status() != EncryptionStatus.ENABLING || state.attempt() != refused.attempt()) {
            return new Moved(state, effects);
        }
        return new Moved(failed(state, EncryptionStatus.ENABLING_FAILED, refused.why()), effects);
    }

    private static Outcome keyReleased(EncryptionState state, long attempt) {
        if (state.status() != EncryptionStatus.DISABLING || state.attempt() != attempt) {
            return new Moved(state, List.of());
        }
        boolean sealing = state.keyInUse().isPresent();
        return new Moved(
                new EncryptionState(
                        EncryptionStatus.DISABLED,
                        attempt,
                        Optional.empty(),
                        state.keyInUse(),
                        sealing ? Optional.of(new Succession(Optional.empty())) : Optional.empty(),
                        Optional.empty()),
                sealing ? List.of(new AwaitLag(attempt)) : List.of());
    }

    private static Outcome releaseRefused(EncryptionState state, ReleaseRefused refused) {
        if (state.status() != EncryptionStatus.DISABLING || state.attempt() != refused.attempt()) {
            return new Moved(state, List.of());
        }
        return new Moved(failed(state, EncryptionStatus.DISABLING_FAILED, refused.why()), List.of());
    }

    private static Outcome lagPassed(EncryptionState state, long attempt) {
        List<EncryptionEffect> effects = new ArrayList<>();
        return state.attempt() == attempt ? new Moved(settle(state, effects), effects) : new Moved(state, List.of());
    }

    /** Ends the lag: the successor takes over, the predecessor's grant is scheduled for retirement. */
    private static EncryptionState settle(EncryptionState state, List<EncryptionEffect> effects) {
        if (state.succession().isEmpty()) {
            return state;
        }
        effects.addAll(retirementOf(state.keyInUse()));
        return new EncryptionState(
                state.status(),
                state.attempt(),
                state.asked(),
                state.succession().get().next(),
                Optional.empty(),
                state.failure());
    }

    private static EncryptionState failed(EncryptionState state, EncryptionStatus status, FailureDescription why) {
        return new EncryptionState(
                status, state.attempt(), state.asked(), state.keyInUse(), state.succession(), Optional.of(why));
    }

    private static List<EncryptionEffect> retirementOf(Optional<KeyInUse> key) {
        return key.filter(k -> k.grant().isPresent())
                .<List<EncryptionEffect>>map(k -> List.of(new ScheduleRetirement(k)))
                .orElse(List.of());
    }
}
