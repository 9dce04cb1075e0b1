package io.hydrant.processing.lambda;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hydrant.processing.ProcessingException;
import io.hydrant.record.BufferingHints;
import io.hydrant.service.lambda.FunctionException.Failure;
import io.hydrant.support.Invocations;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** What a function gets: events, their ids, their sizes, and how often it is asked. */
class LambdaEventTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final LambdaBatch batch = new LambdaBatch();

    private static List<String> ids(String event) throws Exception {
        return JSON.readTree(event).get("records").findValuesAsText("recordId");
    }

    @Test
    void theEventIsAsAwsMakesIt() {
        batch.put("one", "größe").run();

        String first = "49" + "01772600767089" + "STREAM" + "00000000000000000040" + "000000";
        String second = "49" + "01772600767090" + "STREAM" + "00000000000000000041" + "000000";
        assertThat(batch.events).singleElement().satisfies(event -> assertThat(
                        event.replaceAll("(\"recordId\":\"49[0-9]{14})[0-9]{20}", "$1STREAM"))
                .isEqualTo("{\"invocationId\":\"00000000-0000-0001-0000-000000000000\","
                        + "\"deliveryStreamArn\":\"arn:aws:firehose:eu-west-1:123456789012:deliverystream/orders\","
                        + "\"region\":\"eu-west-1\",\"records\":["
                        + "{\"recordId\":\"" + first
                        + "\",\"approximateArrivalTimestamp\":1772600767089,\"data\":\"b25l\"},"
                        + "{\"recordId\":\"" + second
                        + "\",\"approximateArrivalTimestamp\":1772600767090,\"data\":\"Z3LDtsOfZQ==\"}]}"));
    }

    @Test
    void aRecordKeepsItsIdOverAllAttempts() throws Exception {
        batch.put("one", "two").failing(Failure.TIMED_OUT);
        catchThrowableOfType(ProcessingException.class, batch::run);
        batch.answering(event -> "{}").run();

        assertThat(batch.events).hasSize(2);
        assertThat(ids(batch.events.get(0))).doesNotHaveDuplicates().isEqualTo(ids(batch.events.get(1)));
        assertThat(JSON.readTree(batch.events.get(0)).get("invocationId"))
                .isNotEqualTo(JSON.readTree(batch.events.get(1)).get("invocationId"));
    }

    @Test
    void recordsThatWereMadeOfOneHaveIdsOfTheirOwn() throws Exception {
        batch.sub(0, "a").sub(0, "b").sub(0, "c").sub(1, "d").run();

        assertThat(ids(batch.events.get(0)).stream().map(id -> id.substring(54)))
                .containsExactly("40000000", "40000001", "40000002", "41000000");
    }

    @ParameterizedTest
    @CsvSource({"1, 60, 1048576, PT1M", "0.2, 0, 209715, PT0S", "0.25, 1.5, 262144, PT1.5S", "3, 900, 3145728, PT15M"})
    void theParametersSayHowRecordsAreGathered(String size, String interval, long bytes, java.time.Duration time) {
        batch.with("BufferSizeInMBs", size).with("BufferIntervalInSeconds", interval);

        assertThat(batch.processor().hints()).contains(new BufferingHints(bytes, time));
        assertThat(batch.processor().asks()).contains(Invocations.ENRICH);
    }

    @Test
    void anEventHasNoMoreDataThanTheHintUnlessItsOneRecordHas() throws Exception {
        String small = "x".repeat(100_000);
        batch.with("BufferSizeInMBs", "0.2")
                .put(small, small, small, "y".repeat(300_000), small, "z")
                .run();

        assertThat(batch.events.stream().map(LambdaEventTest::sizes))
                .containsExactly(List.of(100_000, 100_000), List.of(100_000), List.of(300_000), List.of(100_000, 1));
        assertThat(batch.partsDone()).isEqualTo(4);
        assertThat(batch.outcomes).hasSize(6);
        assertThat(batch.ended).isEqualTo(1);
    }

    private static List<Integer> sizes(String event) {
        try {
            return JSON.readTree(event).get("records").findValues("data").stream()
                    .map(LambdaEventTest::size)
                    .toList();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static int size(JsonNode data) {
        return java.util.Base64.getDecoder().decode(data.asText()).length;
    }

    @Test
    void anEventHasSixMegabytesAtMost() {
        String[] tiny = new String[60_000];
        java.util.Arrays.fill(tiny, "x");
        batch.with("BufferSizeInMBs", "3").put(tiny).run();

        assertThat(batch.events).hasSize(2).allSatisfy(event -> assertThat(event)
                .hasSizeLessThanOrEqualTo(6 << 20));
        assertThat(batch.events.get(0)).hasSizeGreaterThan(5 << 20);
        assertThat(batch.outcomes).hasSize(60_000);
    }

    @Test
    void aRecordThatNoEventHoldsFailsAtOnceAndAlone() {
        batch.put("one", "x".repeat(5_000_000), "two").run();

        assertThat(batch.events).hasSize(2);
        assertThat(batch.outcomes.get(0)).isEqualTo("ok:one");
        assertThat(batch.outcomes.get(1)).startsWith("Lambda.RequestTooLargeException:xxx");
        assertThat(batch.outcomes.get(2)).isEqualTo("ok:two");
        assertThat(batch.failures.get(0).attemptsMade()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(Failure.class)
    void aFunctionThatDoesNotAnswerIsAskedAgainAndThenTheWholeEventFails(Failure failure) {
        batch.with("NumberOfRetries", "2").put("one", "two").failing(failure);

        for (int i = 1; i <= 2; i++) {
            ProcessingException again = catchThrowableOfType(ProcessingException.class, batch::run);
            assertThat(again.errorCode()).startsWith("Lambda.");
            assertThat(again).hasMessage("a sentence");
            assertThat(batch.outcomes).isEmpty();
        }
        batch.run();

        assertThat(batch.events).hasSize(3);
        assertThat(batch.failures).hasSize(2).allSatisfy(of -> {
            assertThat(of.attemptsMade()).isEqualTo(3);
            assertThat(of.lambdaArn()).contains(Invocations.ENRICH + ":$LATEST");
        });
        assertThat(batch.outcomes).allMatch(outcome -> outcome.endsWith(":one") || outcome.endsWith(":two"));
        assertThat(batch.ended).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "FUNCTION_ERROR | Lambda.FunctionError | The Lambda function was successfully invoked but it returned an error result.",
                "TIMED_OUT | Lambda.FunctionTimedOut | The Lambda function invocation timed out. Increase the Timeout setting in the Lambda function.",
                "ACCESS_DENIED | Lambda.InvokeAccessDenied | Access was denied. Ensure that the access policy allows access to the Lambda function.",
                "NOT_FOUND | Lambda.ResourceNotFound | The Lambda function does not exist. Use a different function that does exist.",
                "LIMIT_EXCEEDED | Lambda.InvokeLimitExceeded | The Lambda concurrent execution limit is exceeded. Increase the concurrent execution limit.",
                "TOO_LARGE | Lambda.RequestTooLargeException | a sentence",
                "UNREACHABLE | Lambda.ConnectionFailed | a sentence",
                "SERVICE | Lambda.ServiceException | a sentence",
            })
    void eachFailureHasItsCodeAndItsSentence(Failure failure, String code, String sentence) {
        batch.with("NumberOfRetries", "0").put("one").failing(failure).run();

        assertThat(batch.outcomes).containsExactly(code + ":one");
        assertThat(batch.failures.get(0).errorMessage()).isEqualTo(sentence);
        assertThat(batch.failures.get(0).attemptsMade()).isEqualTo(1);
    }

    @Test
    void partsThatAreDoneArePassedOverInTheNextAttempt() {
        String half = "x".repeat(600_000);
        batch.put(half + "1", half + "2", half + "3").answering(event -> {
            if (batch.events.size() == 2) {
                throw new io.hydrant.service.lambda.FunctionException(Failure.LIMIT_EXCEEDED, "a sentence");
            }
            return LambdaBatch.echo(event);
        });

        catchThrowableOfType(ProcessingException.class, batch::run);
        assertThat(batch.partsDone()).isEqualTo(1);
        batch.run();

        assertThat(batch.events).hasSize(4);
        assertThat(batch.events.get(2))
                .isEqualTo(batch.events.get(1).replace("-0000-000000000001", "-0000-000000000002"));
        assertThat(batch.outcomes)
                .allMatch(outcome -> outcome.startsWith("ok:"))
                .hasSize(3);
        assertThat(batch.outcomes.stream().map(outcome -> outcome.charAt(outcome.length() - 1)))
                .containsExactly('1', '2', '3');
    }

    @Test
    void aQualifierStaysInTheFailure() {
        batch.with("LambdaArn", Invocations.ENRICH + ":prod")
                .put("one")
                .answering(event -> "{}")
                .run();

        assertThat(batch.failures.get(0).lambdaArn()).contains(Invocations.ENRICH + ":prod");
    }

    @Test
    void nobodyIsAskedWhenThereAreNoRecords() {
        batch.run();

        assertThat(batch.events).isEmpty();
        assertThat(batch.ended).isEqualTo(1);
    }
}
