package io.hydrant.delivery;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.hydrant.destination.DeliveryResult;
import io.hydrant.destination.DeliveryResult.Next;
import io.hydrant.destination.Destination;
import io.hydrant.destination.RecordErrors;
import io.hydrant.destination.Transfer;
import io.hydrant.record.RecordBatch;
import io.hydrant.record.RecordSet;
import org.jspecify.annotations.Nullable;

/** A destination that answers as it is told, and then delivers. */
final class ScriptedDestination implements Destination {
    /** What has arrived, by delivery. */
    final List<List<String>> received = new ArrayList<>();

    /** Answers each attempt beyond the script like this. */
    Optional<Next> always = Optional.empty();

    /** The records at the first so many positions arrive in an attempt that fails; -1 claims that every record of the batch failed. */
    int arrivedBeforeFailing;

    /** These records fail in each attempt, to be retried, while all others arrive. */
    Set<String> refused = Set.of();

    /** These records are never taken: they go to the error output at once, whatever becomes of the others. */
    Set<String> neverTaken = Set.of();

    /** What each attempt was made with. */
    final List<List<String>> attempted = new ArrayList<>();

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
    private final ArrayDeque<Next> answers = new ArrayDeque<>();

    ScriptedDestination(Duration retryFor, @Nullable ScriptedDestination errors) {
        this.retryFor = retryFor;
        this.errors = errors;
    }

    void answer(Next... then) {
        answers.addAll(List.of(then));
    }

    void answerAlways(Next then) {
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
        Optional<Next> failure = Optional.ofNullable(answers.poll()).or(() -> always);
        if (failure.isPresent()) {
            int size = batch.positions().size();
            RecordSet failed = arrivedBeforeFailing < 0
                    ? RecordSet.all(size)
                    : batch.positions().minus(RecordSet.range(size, 0, arrivedBeforeFailing));
            return new DeliveryResult.Failed("test:x", "Test.Down", "is down", failure.get(), failed);
        }
        List<String> records = new ArrayList<>();
        List<String> arrived = new ArrayList<>();
        List<Integer> failed = new ArrayList<>();
        List<Integer> never = new ArrayList<>();
        batch.forEach((position, arrival, data, offset, length) -> {
            String record = new String(data, offset, length, StandardCharsets.UTF_8);
            records.add(record);
            if (neverTaken.contains(record)) {
                never.add(position);
            } else if (refused.contains(record)) {
                failed.add(position);
            } else {
                arrived.add(record);
            }
        });
        attempted.add(records);
        if (!arrived.isEmpty()) {
            received.add(arrived);
        }
        if (!failed.isEmpty() || !never.isEmpty()) {
            int size = batch.positions().size();
            return new DeliveryResult.Failed(
                    "test:x",
                    "Test.Refused",
                    "is refused",
                    failed.isEmpty() ? Next.ERROR_OUTPUT : Next.RETRY,
                    set(size, failed.isEmpty() ? never : failed),
                    RecordSet.none(size),
                    set(size, failed.isEmpty() ? List.of() : never),
                    RecordErrors.NONE);
        }
        return new DeliveryResult.Delivered("test:x", batch.bytes());
    }

    private static RecordSet set(int size, List<Integer> positions) {
        return RecordSet.of(size, positions.stream().mapToInt(i -> i).toArray());
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
