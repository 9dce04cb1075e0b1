package io.hydrant.destination.http.check;

import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import io.hydrant.support.HttpReceiver;
import io.hydrant.time.WallTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static io.hydrant.destination.http.check.Checks.SCOPE;
import static io.hydrant.destination.http.check.Checks.all;
import static io.hydrant.destination.http.check.Checks.check;
import static io.hydrant.destination.http.check.Checks.finding;
import static io.hydrant.destination.http.check.Checks.options;
import static io.hydrant.destination.http.check.Checks.outcomes;
import static org.assertj.core.api.Assertions.assertThat;

/** Endpoints that are right, and endpoints that are wrong in each point. */
class EndpointCheckTest {
    /** Of every endpoint on this machine. */
    private static final Map<Point, Outcome> ALWAYS = Map.of(Point.URL, Outcome.INFO, Point.BAD_RECORD, Outcome.INFO);

    @Test
    void anEndpointThatIsRightPassesEveryPoint() {
        CheckReport report = check(all(), new KeptEndpoint(Misbehaviour.NONE));

        Map<Point, Outcome> expected = new EnumMap<>(Point.class);
        for (Point point : Point.values()) {
            expected.put(point, ALWAYS.getOrDefault(point, Outcome.PASSED));
        }
        expected.put(Point.LARGEST_BODY, Outcome.SKIPPED);
        assertThat(outcomes(report)).isEqualTo(expected);
        assertThat(report.result().exitStatus()).isZero();
        assertThat(report.timing().requests()).isGreaterThan(50);
    }

    @ParameterizedTest
    @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void oneMisbehaviourShowsInItsPointAlone(Misbehaviour misbehaviour) {
        Map<String, Object> options = new HashMap<>(all());
        options.put("large", misbehaviour == Misbehaviour.REFUSES_8_MIB);
        if (misbehaviour == Misbehaviour.HANGS || misbehaviour == Misbehaviour.STALLS) {
            options.put("timeout", "50ms");
        }

        CheckReport report = check(options, new KeptEndpoint(misbehaviour));

        Map<Point, Outcome> wrong = outcomes(report);
        wrong.values().removeIf(outcome -> outcome == Outcome.PASSED || outcome == Outcome.SKIPPED);
        Map<Point, Outcome> expected = new EnumMap<>(misbehaviour.shown());
        ALWAYS.keySet().stream().filter(wrong::containsKey).forEach(point -> expected.put(point, Outcome.INFO));
        assertThat(wrong).isEqualTo(expected);
        assertThat(report.result().exitStatus()).isEqualTo(misbehaviour.shown().containsValue(Outcome.FAILED) ? 1 : 0);
    }

    @Test
    void anAnswerAfterMoreThanTenSecondsIsAWarning() {
        AtomicLong nanos = new AtomicLong();
        try (HttpReceiver receiver = HttpReceiver.start().always(new KeptEndpoint(Misbehaviour.NONE))) {
            CheckReport report = check(
                            Optional::of,
                            () -> nanos.addAndGet(Duration.ofSeconds(11).toNanos()))
                    .run(options(receiver.url("/in").toString()), SCOPE);

            assertThat(finding(Point.ANSWER_TIME, report).outcome()).isEqualTo(Outcome.WARNING);
            assertThat(finding(Point.ANSWER_TIME, report).came()).isEqualTo("after 11000 ms");
        }
    }

    @Test
    void aStreamThatCompressesNeedsAnEndpointThatReadsGzip() {
        Map<String, Object> gzip = new HashMap<>(all());
        gzip.put("gzip", true);

        CheckReport wrong = check(gzip, new KeptEndpoint(Misbehaviour.KNOWS_NO_GZIP));
        CheckReport right = check(gzip, new KeptEndpoint(Misbehaviour.NONE));

        assertThat(finding(Point.GZIP, wrong))
                .isEqualTo(new Finding(
                        Point.GZIP,
                        Outcome.FAILED,
                        "In gzip: The endpoint answered 415: no gzip Without compression: 200.",
                        Consequence.RETRIED));
        assertThat(outcomes(right)).doesNotContainValue(Outcome.FAILED).containsEntry(Point.GZIP, Outcome.PASSED);
    }

    @Test
    void withoutAnAccessKeyKeysAreNotTried() {
        CheckReport open = check(Map.of(), new KeptEndpoint(Misbehaviour.TAKES_ANY_KEY));
        CheckReport closed = check(Map.of(), new KeptEndpoint(Misbehaviour.NONE));

        assertThat(outcomes(open))
                .containsEntry(Point.WRONG_KEY, Outcome.SKIPPED)
                .containsEntry(Point.ABSENT_KEY, Outcome.SKIPPED)
                .containsEntry(Point.LONG_KEY, Outcome.PASSED)
                .doesNotContainValue(Outcome.FAILED);
        assertThat(finding(Point.STATUS, closed))
                .isEqualTo(new Finding(
                        Point.STATUS,
                        Outcome.FAILED,
                        "The endpoint answered 403: wrong access key",
                        Consequence.RETRIED));
    }

    @Test
    void saysWhatFirehoseWouldDoWithEachAnswer() {
        CheckReport dropped = check(all(), new KeptEndpoint(Misbehaviour.REFUSES_3_MIB));
        CheckReport retried = check(all(), new KeptEndpoint(Misbehaviour.FAILS_FOR_3_MIB));

        assertThat(finding(Point.STATUS, dropped).consequence()).isEqualTo(Consequence.DELIVERED);
        assertThat(finding(Point.BODY_SIZE, dropped))
                .isEqualTo(new Finding(
                        Point.BODY_SIZE, Outcome.WARNING, "5 MiB: The endpoint answered 413.", Consequence.DROPPED));
        assertThat(finding(Point.BODY_SIZE, retried).consequence()).isEqualTo(Consequence.RETRIED);
        assertThat(finding(Point.MALFORMED, retried).consequence()).isEqualTo(Consequence.NOT_SENT);
        assertThat(finding(Point.URL, retried).consequence()).isEqualTo(Consequence.NONE);
    }

    @Test
    void theCheckEndsAfterTwoRequestsWithoutAnAnswerInTime() {
        Map<String, Object> options = new HashMap<>(all());
        options.put("timeout", "400ms");
        KeptEndpoint right = new KeptEndpoint(Misbehaviour.NONE);

        CheckReport report = check(options, (request, receiver, peer) -> (request.header("X-Amz-Firehose-Access-Key")
                                .equals(KeptEndpoint.KEY)
                        ? right
                        : HttpReceiver.hang())
                .answer(request, receiver, peer));

        assertThat(report.findings())
                .extracting(Finding::came)
                .contains("The endpoint did not answer within 400 milliseconds.");
        assertThat(finding(Point.PARALLEL, report))
                .isEqualTo(new Finding(
                        Point.PARALLEL,
                        Outcome.SKIPPED,
                        "The check ends after two requests without an answer in time.",
                        Consequence.NONE));
    }

    @Test
    void sendsWhatAStreamSends() throws Exception {
        try (HttpReceiver receiver = HttpReceiver.start().always(new KeptEndpoint(Misbehaviour.NONE))) {
            Map<String, Object> options =
                    new HashMap<>(Map.of("url", receiver.url("/in?a=b").toString()));
            options.put("accessKey", KeptEndpoint.KEY);
            options.put("attributes", Map.of("team", "orders"));
            options.put("slowBody", "0s");
            check(Optional::of, WallTime::nanoTime).run(OptionReader.read(options), SCOPE);

            HttpReceiver.Received first = receiver.next();
            assertThat(first.requestLine()).isEqualTo("POST /in?a=b HTTP/1.1");
            assertThat(first.header("X-Amz-Firehose-Source-Arn"))
                    .isEqualTo("arn:aws:firehose:eu-west-1:123456789012:deliverystream/check-endpoint");
            assertThat(first.header("X-Amz-Firehose-Protocol-Version")).isEqualTo("1.0");
            assertThat(first.header("X-Amz-Firehose-Access-Key")).isEqualTo(KeptEndpoint.KEY);
            assertThat(first.header("X-Amz-Firehose-Common-Attributes"))
                    .isEqualTo("{\"commonAttributes\":{\"team\":\"orders\"}}");
            assertThat(first.records()).containsExactly("{\"hydrant\":\"one record of a check\"}\n");
            assertThat(first.json().get("requestId").asText()).isEqualTo(first.requestId());
            assertThat(receiver.next().json().get("records")).hasSize(500);
            assertThat(receiver.next().json().get("records")).hasSize(10_000);
            assertThat(receiver.next().body().length).isBetween(980_000, 1 << 20);
            assertThat(receiver.next().body().length).isBetween(5_100_000, 5 << 20);
        }
    }

    @Test
    void aCheckThatIsInterruptedEndsEarly() throws Exception {
        try (HttpReceiver receiver = HttpReceiver.start()) {
            receiver.then(HttpReceiver.ok(), HttpReceiver.hang());
            CompletableFuture<CheckReport> report = new CompletableFuture<>();
            Thread thread = new Thread(() -> report.complete(check(Optional::of, WallTime::nanoTime)
                    .run(options(receiver.url("/in").toString()), SCOPE)));
            thread.start();
            receiver.next();
            receiver.next();

            thread.interrupt();

            assertThat(finding(Point.PARALLEL, report.get(60, TimeUnit.SECONDS)).came())
                    .isEqualTo("Hydrant stopped the check.");
        }
    }
}
