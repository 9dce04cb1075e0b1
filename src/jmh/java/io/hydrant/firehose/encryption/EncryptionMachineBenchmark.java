package io.hydrant.firehose.encryption;

import java.util.Optional;

import io.hydrant.firehose.encryption.EncryptionEvent.KeyReady;
import io.hydrant.firehose.encryption.EncryptionEvent.KeyReleased;
import io.hydrant.firehose.encryption.EncryptionEvent.LagPassed;
import io.hydrant.firehose.encryption.EncryptionEvent.StartRequested;
import io.hydrant.firehose.encryption.EncryptionEvent.StopRequested;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The machine through a whole life: start, ready, lag, stop, released, lag. One operation is one event. */
@State(Scope.Thread)
public class EncryptionMachineBenchmark {
    private final KeyChoice key = KeyChoice.awsOwned();
    private EncryptionState state = EncryptionState.disabled();

    @Benchmark
    @OperationsPerInvocation(6)
    public EncryptionState life() {
        EncryptionState now = after(state, new StartRequested(key));
        now = after(now, new KeyReady(new KeyInUse(now.attempt(), key, Optional.empty())));
        now = after(now, new LagPassed(now.attempt()));
        now = after(now, new StopRequested());
        now = after(now, new KeyReleased(now.attempt()));
        now = after(now, new LagPassed(now.attempt()));
        state = now;
        return now;
    }

    private static EncryptionState after(EncryptionState state, EncryptionEvent event) {
        return ((Outcome.Moved) EncryptionMachine.on(state, event)).next();
    }
}
