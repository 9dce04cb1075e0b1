package io.hydrant.service.kinesis.embedded;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * What an account has committed itself to pay for on-demand streams. Nothing is paid here: it is kept and shown.
 *
 * @param earliestEnd before that it cannot end
 */
public record BillingCommitment(boolean enabled, Optional<Instant> started, Optional<Instant> earliestEnd) {
    /** The state of an account that never asked. */
    public static final BillingCommitment NONE = new BillingCommitment(false, Optional.empty(), Optional.empty());

    private static final Duration SHORTEST = Duration.ofHours(24);

    public BillingCommitment {
        Objects.requireNonNull(started, "started");
        Objects.requireNonNull(earliestEnd, "earliestEnd");
    }

    BillingCommitment next(boolean nextEnabled, Instant now) {
        if (nextEnabled == enabled) {
            return this;
        }
        return nextEnabled
                ? new BillingCommitment(true, Optional.of(now), Optional.of(now.plus(SHORTEST)))
                : new BillingCommitment(false, started, earliestEnd);
    }

    /** The status at a time, as AWS spells it. */
    public String status(Instant now) {
        if (enabled) {
            return "ENABLED";
        }
        return earliestEnd.filter(end -> end.isAfter(now)).isPresent()
                ? "ENABLED_UNTIL_EARLIEST_ALLOWED_END"
                : "DISABLED";
    }
}
