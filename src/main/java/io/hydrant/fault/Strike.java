package io.hydrant.fault;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * What a fault does to one call.
 *
 * @param rule the id of the rule that struck
 * @param delay how long the call waits first, on Hydrant's clock; zero for not at all
 * @param effect what happens then; empty for the call's own work
 */
public record Strike(String rule, Duration delay, Optional<Effect> effect) {
    public Strike {
        Objects.requireNonNull(rule, "rule");
        Objects.requireNonNull(delay, "delay");
        Objects.requireNonNull(effect, "effect");
    }
}
