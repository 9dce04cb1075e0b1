package io.hydrant.firehose.stream;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.hydrant.aws.AwsException;
import io.hydrant.aws.Scope;

/** Counts the control calls of each operation, account and Region within one second of the clock. Thread-safe. */
public final class CallRate {
    private final InstantSource clock;
    private final int callsPerSecond;

    @GuardedBy("this")
    private final Map<Calls, Integer> calls = new HashMap<>();

    @GuardedBy("this")
    private long second = Long.MIN_VALUE;

    public CallRate(InstantSource clock, int callsPerSecond) {
        this.clock = clock;
        this.callsPerSecond = callsPerSecond;
    }

    /**
     * Counts a call; one that is refused does not count, which is a guess.
     *
     * @throws AwsException {@code ThrottlingException}
     */
    public synchronized void admit(String operation, Scope scope) {
        Instant now = clock.instant();
        if (now.getEpochSecond() != second) {
            second = now.getEpochSecond();
            calls.clear();
        }
        Calls key = new Calls(operation, scope);
        int before = calls.getOrDefault(key, 0);
        if (before >= callsPerSecond) {
            throw new AwsException(FirehoseErrors.tooManyCalls(callsPerSecond, operation));
        }
        calls.put(key, before + 1);
    }

    private record Calls(String operation, Scope scope) {}
}
