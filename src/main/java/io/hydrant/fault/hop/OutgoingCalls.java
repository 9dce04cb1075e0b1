package io.hydrant.fault.hop;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;

import io.hydrant.fault.Call;
import io.hydrant.fault.Effect;
import io.hydrant.fault.Faults;
import io.hydrant.fault.Hop;
import io.hydrant.fault.Strike;
import io.hydrant.time.Pauses;
import io.hydrant.time.Scheduler;

/**
 * Makes calls, or fails them as {@link Faults} says. A delay and a call that hangs wait on Hydrant's clock. Thread-safe.
 *
 * @param pauses what waits here, so that a reset can end it
 */
public record OutgoingCalls(Faults faults, InstantSource clock, Scheduler scheduler, Pauses pauses) {
    public OutgoingCalls {
        Objects.requireNonNull(faults, "faults");
        Objects.requireNonNull(clock, "clock");
        Objects.requireNonNull(scheduler, "scheduler");
        Objects.requireNonNull(pauses, "pauses");
    }

    /** Whether a call to that hop has to be described at all. */
    boolean watches(Hop hop) {
        return faults.watches(hop);
    }

    /**
     * Makes {@code outgoing}, or does to it what the first rule that strikes says.
     *
     * @param owner the ARN of the delivery stream that it is made for
     */
    <T, X extends Exception> T make(Call call, String owner, OutgoingCall<T, X> outgoing) throws X {
        Optional<Strike> strike = faults.on(call);
        if (strike.isEmpty()) {
            return outgoing.make();
        }
        Strike struck = strike.get();
        Duration longest = outgoing.longestDelay();
        boolean tooLate = struck.delay().compareTo(longest) >= 0;
        if (!pass(tooLate ? longest : struck.delay(), call, owner)) {
            return outgoing.stopped();
        }
        if (tooLate) {
            return outgoing.unanswered(Effect.How.HANG, struck.rule());
        }
        return struck.effect().isEmpty()
                ? outgoing.make()
                : new Failing(struck.rule(), call, owner).fail(struck.effect().get(), outgoing);
    }

    /** Waits; false if the wait was ended before its time. */
    private boolean pass(Duration span, Call call, String owner) {
        if (span.isZero()) {
            return true;
        }
        try {
            pauses.until(
                    clock.instant().plus(span),
                    scheduler,
                    "end the wait of " + call.operation() + " for "
                            + call.about().getOrDefault(Call.About.STREAM, "nobody"),
                    owner);
            return true;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** A call that a rule has struck. */
    private final class Failing {
        private final String rule;
        private final Call call;
        private final String owner;

        Failing(String rule, Call call, String owner) {
            this.rule = rule;
            this.call = call;
            this.owner = owner;
        }

        <T, X extends Exception> T fail(Effect effect, OutgoingCall<T, X> failing) throws X {
            return switch (effect.kind()) {
                case REFUSAL -> failing.refused((Effect.Refusal) effect, rule);
                case PARTIAL_FAILURE -> failing.refusedInPart((Effect.PartialFailure) effect);
                case RESPONSE -> failing.answered((Effect.Response) effect);
                case DISCONNECTION -> {
                    Effect.How how = ((Effect.Disconnection) effect).how();
                    boolean waited = how != Effect.How.HANG || pass(failing.patience(), call, owner);
                    yield waited ? failing.unanswered(how, rule) : failing.stopped();
                }
                case LOST_RESPONSE -> {
                    failing.makeUnheard();
                    yield fail(((Effect.LostResponse) effect).instead(), failing);
                }
            };
        }
    }
}
