package io.hydrant.delivery;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.hydrant.destination.DeliveryResult;
import io.hydrant.destination.DeliveryResult.Then;
import io.hydrant.destination.Destination;
import io.hydrant.destination.Transfer;
import io.hydrant.record.RecordBatch;
import org.jspecify.annotations.Nullable;

/** A destination that answers as it is told, and then delivers. */
final class ScriptedDestination implements Destination {
    /** What has arrived, by delivery. */
    final List<List<String>> received = new ArrayList<>();

    /** Answers each attempt beyond the script like this. */
    Optional<Then> always = Optional.empty();

    /** How many records each failing attempt delivers. */
    int arrivedBeforeFailing;

    /** Thrown by each attempt while it is set. */
    @Nullable
    Error error;

    /** Whether each attempt throws an exception. */
    boolean throwing;

    /** Throws instead of opening its error output. */
    boolean errorsClosed;

    /** How many transfers were begun. */
    int begun;

    /** Why its error output was last asked for. */
    Failure lastFailure = new Failure("", "", 0, Instant.EPOCH);

    private final Duration retryFor;
    private final @Nullable ScriptedDestination errors;
    private final ArrayDeque<Then> answers = new ArrayDeque<>();

    ScriptedDestination(Duration retryFor, @Nullable ScriptedDestination errors) {
        this.retryFor = retryFor;
        this.errors = errors;
    }

    void answer(Then... then) {
        answers.addAll(List.of(then));
    }

    void answerAlways(Then then) {
        always = Optional.of(then);
    }

    @Override
    public Transfer begin() {
        begun++;
        return this::attempt;
    }

    private DeliveryResult attempt(RecordBatch batch) {
        Error thrown = error;
        if (thrown != null) {
            throw thrown;
        }
        if (throwing) {
            throw new IllegalStateException("broken");
        }
        Optional<Then> failure = Optional.ofNullable(answers.poll()).or(() -> always);
        if (failure.isPresent()) {
            return new DeliveryResult.Failed("test:x", "Test.Down", "is down", failure.get(), arrivedBeforeFailing);
        }
        List<String> records = new ArrayList<>();
        batch.forEach((arrival, data, offset, length) ->
                records.add(new String(data, offset, length, StandardCharsets.UTF_8)));
        received.add(records);
        return new DeliveryResult.Delivered("test:x", batch.bytes());
    }

    @Override
    public Duration retryFor() {
        return retryFor;
    }

    @Override
    public Optional<Destination> errorOutput(Failure failure) {
        if (errorsClosed) {
            throw new IllegalStateException("no error output");
        }
        lastFailure = failure;
        return Optional.ofNullable(errors);
    }
}
