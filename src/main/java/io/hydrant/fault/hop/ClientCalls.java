package io.hydrant.fault.hop;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

import io.hydrant.aws.AwsException;
import io.hydrant.fault.Call;
import io.hydrant.fault.Effect;
import io.hydrant.fault.Faults;
import io.hydrant.fault.Hop;
import io.hydrant.fault.Strike;
import io.hydrant.http.NoAnswerException;
import io.hydrant.time.Scheduler;

/**
 * Calls of clients, and what a fault does to them. A call that is delayed holds no thread. A client that goes away during the delay
 * does not stop the work: a service that has a request does not notice. Thread-safe.
 */
public final class ClientCalls implements AutoCloseable {
    private final Faults faults;
    private final Delays delays;

    public ClientCalls(Faults faults, InstantSource clock, Scheduler scheduler) {
        this.faults = faults;
        this.delays = new Delays(clock, scheduler);
    }

    /**
     * One call's own work, and its answer when a fault says so.
     *
     * @param <T> an answer
     */
    public interface Work<T> {
        /** Does it; throws what refuses it. */
        T done();

        /** The answer of a refusal, or an exception that stands for it; the work has not been done, or its answer is lost. */
        T refused(Effect.Refusal refusal);

        /** Does it for a part of the batch; calls that have no batch never fail in part. */
        default T done(Effect.PartialFailure failure) {
            throw new IllegalStateException("This call has no batch");
        }

        /** Lets go of an answer that is lost. */
        default void lose(T answer) {}
    }

    /** Whether calls of that hop have to be described at all. */
    public boolean watches(Hop hop) {
        return faults.watches(hop);
    }

    /**
     * Makes the call. The work begins before this returns, unless a fault delays it. The result fails with
     * {@link NoAnswerException} when the client gets no answer.
     */
    public <T> CompletableFuture<T> make(Call call, Work<T> work) {
        Optional<Strike> strike = faults.on(call);
        if (strike.isEmpty()) {
            return now(work, Optional.empty());
        }
        Duration delay = strike.get().delay();
        return delay.isZero()
                ? now(work, strike.get().effect())
                : delays.after(delay, call, () -> carryOut(work, strike.get().effect()));
    }

    /** Ends the delays of what belongs to the owners that match; their clients get no answer. */
    public void abort(Predicate<String> owners) {
        delays.abort(owners);
    }

    /** Ends all delays. */
    @Override
    public void close() {
        delays.close();
    }

    private static <T> CompletableFuture<T> now(Work<T> work, Optional<Effect> effect) {
        try {
            return CompletableFuture.completedFuture(carryOut(work, effect));
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private static <T> T carryOut(Work<T> work, Optional<Effect> effect) {
        return effect.isPresent() ? carryOut(work, effect.get()) : work.done();
    }

    private static <T> T carryOut(Work<T> work, Effect effect) {
        return switch (effect.kind()) {
            case REFUSAL -> work.refused((Effect.Refusal) effect);
            case PARTIAL_FAILURE -> work.done((Effect.PartialFailure) effect);
            case DISCONNECTION -> throw new NoAnswerException(ending(((Effect.Disconnection) effect).how()));
            case LOST_RESPONSE -> lost(work, ((Effect.LostResponse) effect).instead());
            case RESPONSE -> throw new IllegalStateException("A client's call is answered by Hydrant alone");
        };
    }

    /** Also an error is an answer that can be lost. */
    private static <T> T lost(Work<T> work, Effect instead) {
        try {
            work.lose(work.done());
        } catch (AwsException refused) {
            return carryOut(work, instead);
        }
        return carryOut(work, instead);
    }

    private static NoAnswerException.Ending ending(Effect.How how) {
        return switch (how) {
            case RESET -> NoAnswerException.Ending.RESET;
            case CLOSE -> NoAnswerException.Ending.CLOSE;
            case HANG -> NoAnswerException.Ending.HANG;
        };
    }
}
