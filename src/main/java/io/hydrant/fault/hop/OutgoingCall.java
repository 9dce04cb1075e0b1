package io.hydrant.fault.hop;

import java.time.Duration;
import java.time.temporal.ChronoUnit;

import io.hydrant.fault.Effect;

/**
 * A call that Hydrant is about to make: its work, and what Hydrant sees in place of the answer.
 *
 * @param <T> the answer
 * @param <X> how it fails
 */
interface OutgoingCall<T, X extends Exception> {
    /** Makes the call. */
    T make() throws X;

    /** Makes the call, and forgets its answer, be it good or bad. */
    void makeUnheard() throws X;

    /** The far side refuses, because {@code rule} says so. */
    T refused(Effect.Refusal refusal, String rule) throws X;

    /** The connection ended, because {@code rule} says so; {@link Effect.How#HANG} when {@link #patience} is over. */
    T unanswered(Effect.How how, String rule) throws X;

    /** Hydrant stopped waiting. */
    T stopped() throws X;

    /** How long an answer is awaited from now on, by Hydrant's clock. */
    Duration patience();

    /** A longer delay is no answer in time: the call is given up after this. */
    default Duration longestDelay() {
        return ChronoUnit.FOREVER.getDuration();
    }

    /** The far side gives this answer. */
    default T answered(Effect.Response response) throws X {
        throw new IllegalStateException("No such effect here: " + response.kind());
    }

    /** The far side refuses a part of a batch. */
    default T refusedInPart(Effect.PartialFailure failure) throws X {
        throw new IllegalStateException("No such effect here: " + failure.kind());
    }
}
