package io.hydrant.fault.rule;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.IntToDoubleFunction;

import io.hydrant.fault.Effect;

/**
 * What happens to a call that a rule strikes.
 *
 * @param delay zero for none
 * @param effect empty for the call's own work
 * @param recordProbability with a partial failure: how likely each record fails; empty for those that it names
 */
record Consequence(Duration delay, Optional<Effect> effect, OptionalDouble recordProbability) {
    Consequence {
        Objects.requireNonNull(delay, "delay");
        Objects.requireNonNull(effect, "effect");
        Objects.requireNonNull(recordProbability, "recordProbability");
    }

    /** The effect on one call; {@code draws} gives a number from 0 to 1 for each record. */
    Optional<Effect> effect(IntToDoubleFunction draws) {
        if (recordProbability.isEmpty()) {
            return effect;
        }
        double probability = recordProbability.getAsDouble();
        return effect.map(Effect.PartialFailure.class::cast)
                .map(partial -> new Effect.PartialFailure(
                        partial.refusal(), index -> draws.applyAsDouble(index) < probability));
    }
}
