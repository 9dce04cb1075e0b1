package io.hydrant.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

import io.hydrant.destination.DeliveryResult;
import io.hydrant.destination.DeliveryResult.Next;
import io.hydrant.record.RecordSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The specification of retries. {@code *} stands for every value of a column, {@code /} parts several. Each combination of
 * the first four columns has exactly one row. A retry is written with its time: after the back-off, at the end of the retry time, or at the end of the 24 hours.
 */
class RetryPolicyTest {
    private static final Instant NOW = Instant.parse("2026-11-28T10:00:00Z");
    private static final Duration BACKOFF = Duration.ofSeconds(4);
    private static final Duration RETRY_FOR = Duration.ofMinutes(5);

    /** How the attempt ended: what the destination said, or that it was not asked. */
    private static final Map<String, DeliveryResult> RESULTS = Map.of(
            "delivered", new DeliveryResult.Delivered("there", 7),
            "temporary", failed(Next.RETRY),
            "permanent", failed(Next.ERROR_OUTPUT),
            "discarded", failed(Next.DISCARD),
            "no key", failed(Next.RETRY));

    /** When the first record arrived, and when the first attempt at this destination failed. */
    private record Times(Duration sinceArrival, Duration sinceFirstFailure) {}

    private static final Map<String, Times> TIMES = Map.of(
            "first failure", new Times(Duration.ofMinutes(1), Duration.ZERO),
            "in time", new Times(Duration.ofMinutes(10), Duration.ofMinutes(1)),
            "nearly over", new Times(Duration.ofMinutes(10), RETRY_FOR.minusSeconds(1)),
            "time over", new Times(Duration.ofMinutes(10), RETRY_FOR),
            "day nearly over", new Times(Duration.ofHours(24).minusSeconds(2), Duration.ofSeconds(30)),
            "day over", new Times(Duration.ofHours(24), Duration.ofMinutes(1)));

    /** Where the batch was sent: how long that is tried, and whether there is an error output behind it. */
    private record Place(Duration retryFor, boolean hasErrorOutput) {}

    private static final Place BUCKET = new Place(Duration.ofHours(24), false);

    private static final Map<String, Place> PLACES =
            Map.of("endpoint", new Place(RETRY_FOR, true), "bucket", BUCKET, "backup", BUCKET, "error output", BUCKET);

    private static final List<String> STREAMS = List.of("live", "deleted");

    private static final String TABLE =
            """
            RESULT                         | TIME                                               | PLACE                          | STREAM  | DECISION         | SOURCE
            delivered                      | *                                                  | *                              | *       | done             | nothing is left
            discarded                      | *                                                  | *                              | *       | discard          | 413: not retried, not sent to the error bucket (guide)
            temporary / permanent / no key | *                                                  | *                              | deleted | discard          | deleting drops what is buffered (API)
            temporary                      | first failure / in time                            | *                              | live    | retry: back-off  | every status but 200 and 413 (guide)
            temporary                      | nearly over                                        | endpoint                       | live    | retry: time over | counts from the first failure (API); the cut wait: a guess
            temporary                      | time over                                          | endpoint                       | live    | error output     | handle delivery failures (guide)
            temporary                      | day nearly over                                    | *                              | live    | retry: day over  | the cut wait: a guess
            temporary                      | day over                                           | endpoint                       | live    | error output     | a guess: a bucket may still take them
            temporary                      | nearly over / time over                            | bucket / backup / error output | live    | retry: back-off  | S3: retried up to 24 hours (guide)
            temporary                      | day over                                           | bucket / backup / error output | live    | discard: expired | S3: then lost (guide)
            permanent                      | *                                                  | endpoint                       | live    | error output     | failed documents go to the bucket (guide)
            permanent                      | first failure / in time / nearly over / time over  | bucket / backup / error output | live    | retry: back-off  | no error output: as a temporary failure
            permanent                      | day nearly over                                    | bucket / backup / error output | live    | retry: day over  | the same
            permanent                      | day over                                           | bucket / backup / error output | live    | discard: expired | the same
            no key                         | first failure / in time / nearly over / time over  | *                              | live    | retry: back-off  | KMS errors: retried up to 24 hours (guide)
            no key                         | day nearly over                                    | *                              | live    | retry: day over  | the cut wait: a guess
            no key                         | day over                                           | endpoint                       | live    | error output     | a guess: tried there once
            no key                         | day over                                           | bucket / backup / error output | live    | discard: expired | KMS errors: then dropped (guide)
            """;

    record Row(String result, String time, String place, String stream, String decision) {
        static Row of(String line) {
            String[] cells = line.split("\\|", -1);
            assertThat(cells).as(line).hasSize(6);
            assertThat(cells[5]).as("source of: " + line).isNotBlank();
            return new Row(cells[0].strip(), cells[1].strip(), cells[2].strip(), cells[3].strip(), cells[4].strip());
        }

        boolean matches(String aResult, String aTime, String aPlace, String aStream) {
            return matches(result, aResult)
                    && matches(time, aTime)
                    && matches(place, aPlace)
                    && matches(stream, aStream);
        }

        private static boolean matches(String cell, String value) {
            return cell.equals("*") || List.of(cell.split(" +/ +", -1)).contains(value);
        }

        @Override
        public String toString() {
            return String.join(", ", result, time, place, stream);
        }
    }

    static List<Row> everyCombination() {
        List<Row> table = TABLE.lines().skip(1).map(Row::of).toList();
        List<Row> unused = new ArrayList<>(table);
        List<Row> rows = new ArrayList<>();
        for (String result : new TreeSet<>(RESULTS.keySet())) {
            for (String time : new TreeSet<>(TIMES.keySet())) {
                for (String place : new TreeSet<>(PLACES.keySet())) {
                    for (String stream : STREAMS) {
                        List<Row> found = table.stream()
                                .filter(row -> row.matches(result, time, place, stream))
                                .toList();
                        assertThat(found)
                                .as("rows for %s, %s, %s, %s", result, time, place, stream)
                                .hasSize(1);
                        unused.removeAll(found);
                        rows.add(new Row(
                                result, time, place, stream, found.get(0).decision()));
                    }
                }
            }
        }
        assertThat(unused).as("rows for what does not exist").isEmpty();
        return rows;
    }

    @ParameterizedTest
    @MethodSource("everyCombination")
    void followsTheTable(Row row) {
        Times times = requireNonNull(TIMES.get(row.time()));
        Place place = requireNonNull(PLACES.get(row.place()));
        BatchState batch = new BatchState(
                NOW.minus(times.sinceArrival()),
                Duration.ofHours(24),
                NOW.minus(times.sinceFirstFailure()),
                place.retryFor(),
                BACKOFF,
                !row.result().equals("no key"),
                place.hasErrorOutput(),
                row.stream().equals("deleted"));

        Decision decision = RetryPolicy.next(requireNonNull(RESULTS.get(row.result())), batch, NOW);

        assertThat(write(decision, batch)).isEqualTo(row.decision());
    }

    private static String write(Decision decision, BatchState batch) {
        if (decision instanceof Decision.Retry retry) {
            return "retry: "
                    + (retry.due().equals(NOW.plus(BACKOFF))
                            ? "back-off"
                            : retry.due().equals(batch.firstFailure().plus(batch.retryFor()))
                                    ? "time over"
                                    : retry.due().equals(batch.arrival().plus(Duration.ofHours(24)))
                                            ? "day over"
                                            : retry.due().toString());
        }
        if (decision instanceof Decision.Discard discard) {
            return discard.expired() ? "discard: expired" : "discard";
        }
        return decision instanceof Decision.ErrorOutput ? "error output" : "done";
    }

    private static DeliveryResult failed(Next next) {
        return new DeliveryResult.Failed("there", "Test.Down", "is down", next, RecordSet.all(1));
    }
}
