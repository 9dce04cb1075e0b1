package io.hydrant.fault.hop;

import java.time.Duration;
import java.util.function.Supplier;

import io.hydrant.fault.Effect;

/**
 * A call that reads: done twice or in vain, it does no harm.
 *
 * @param work makes the call
 * @param failures what Hydrant sees in place of the answer
 */
record ReadCall<T, X extends RuntimeException>(Supplier<T> work, Failures<X> failures) implements OutgoingCall<T, X> {
    /** How long the clients of Kinesis and Kafka wait for an answer. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** How calls to one service fail. */
    interface Failures<X extends RuntimeException> {
        /** The service refuses. */
        X refused(Effect.Refusal refusal);

        /** The connection ended, or nothing came. */
        X unanswered(Effect.How how);

        /** Hydrant stopped waiting. */
        X stopped();
    }

    @Override
    public T make() {
        return work.get();
    }

    @Override
    public void makeUnheard() {
        try {
            T unused = work.get();
        } catch (RuntimeException alsoUnheard) {
            return;
        }
    }

    @Override
    public T refused(Effect.Refusal refusal, String rule) {
        throw failures.refused(refusal);
    }

    @Override
    public T unanswered(Effect.How how, String rule) {
        throw failures.unanswered(how);
    }

    @Override
    public T stopped() {
        throw failures.stopped();
    }

    @Override
    public Duration patience() {
        return PATIENCE;
    }
}
