package io.hydrant.service.lambda.remote;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

import io.hydrant.http.client.HttpPoster;
import io.hydrant.service.lambda.FunctionException;
import io.hydrant.service.lambda.FunctionException.Failure;
import io.hydrant.service.lambda.Invocation;
import io.hydrant.support.HttpReceiver;
import io.hydrant.support.HttpReceiver.Behaviour;
import io.hydrant.support.HttpReceiver.Received;
import io.hydrant.support.Invocations;
import io.hydrant.support.SignedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.hydrant.support.Invocations.ENRICH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** Functions behind a URL and behind a Lambda API: what they get, and what their answers mean. */
class HttpFunctionsTest {
    private final HttpReceiver receiver = HttpReceiver.start();
    private final HttpPoster poster = new HttpPoster();
    private final HttpFunctions functions = new HttpFunctions(poster);
    private final Invocations invocations = new Invocations();

    @AfterEach
    void close() {
        poster.close();
        receiver.close();
    }

    private String atUrl(Behaviour behaviour) {
        receiver.then(behaviour);
        return text(functions.atUrl(receiver.url("/f?token=hidden"), invocations.of(ENRICH, "{\"records\":[]}")));
    }

    private String atApi(Behaviour behaviour, String arn) {
        receiver.then(behaviour);
        return text(functions.atApi(receiver.url("/"), invocations.of(arn, "{\"records\":[]}")));
    }

    private static String text(byte[] answer) {
        return new String(answer, StandardCharsets.UTF_8);
    }

    private static FunctionException failure(Callable<?> invocation) {
        return catchThrowableOfType(FunctionException.class, invocation::call);
    }

    @Test
    void aUrlGetsTheEventAndItsAnswerIsTheFunctions() throws Exception {
        assertThat(atUrl(HttpReceiver.body("{\"records\":[1]}"))).isEqualTo("{\"records\":[1]}");

        Received request = receiver.next();
        assertThat(request.requestLine()).isEqualTo("POST /f?token=hidden HTTP/1.1");
        assertThat(request.text()).isEqualTo("{\"records\":[]}");
        assertThat(request.header("Content-Type")).isEqualTo("application/json");
        assertThat(request.headers()).doesNotContainKey("Authorization");
    }

    @ParameterizedTest
    @CsvSource({
        ENRICH + ", ''",
        ENRICH + ":prod, ?Qualifier=prod",
        ENRICH + ":$LATEST, ?Qualifier=%24LATEST",
    })
    void anApiIsAskedForTheFunctionInASignedRequest(String arn, String query) throws Exception {
        assertThat(atApi(HttpReceiver.body("{\"records\":[1]}"), arn)).isEqualTo("{\"records\":[1]}");

        Received request = receiver.next();
        assertThat(request.requestLine())
                .isEqualTo("POST /2015-03-31/functions/"
                        + "arn%3Aaws%3Alambda%3Aeu-west-1%3A123456789012%3Afunction%3Aenrich/invocations" + query
                        + " HTTP/1.1");
        assertThat(request.header("X-Amz-Invocation-Type")).isEqualTo("RequestResponse");
        assertThat(request.text()).isEqualTo("{\"records\":[]}");
        assertThat(SignedRequest.of(request).scope()).endsWith("/eu-west-1/lambda/aws4_request");
        assertThat(SignedRequest.of(request).accessKeyId()).isEqualTo("123456789012");
        assertThat(SignedRequest.of(request).isSignedWith("hydrant")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "403, ACCESS_DENIED",
        "404, NOT_FOUND",
        "413, TOO_LARGE",
        "429, LIMIT_EXCEEDED",
        "500, SERVICE",
        "502, SERVICE",
        "301, SERVICE"
    })
    void aRefusalOfAnApiHasItsMeaning(int status, Failure expected) {
        FunctionException failure = failure(() -> atApi(
                HttpReceiver.answer(
                        status, "X-Amzn-ErrorType: ENILimitReachedException:http://internal", "{\"Message\":\"no\"}"),
                ENRICH));

        assertThat(failure.failure()).isEqualTo(expected);
        assertThat(failure.type()).isEqualTo("ENILimitReachedException");
        assertThat(failure.sentence()).contains(" answered " + status).endsWith("{\"Message\":\"no\"}");
    }

    @ParameterizedTest
    @CsvSource({
        "401, ACCESS_DENIED",
        "404, NOT_FOUND",
        "429, LIMIT_EXCEEDED",
        "500, FUNCTION_ERROR",
        "302, FUNCTION_ERROR"
    })
    void aRefusalOfAUrlIsAFailureOfTheFunctionUnlessLambdaHasAWordForIt(int status, Failure expected) {
        FunctionException failure = failure(() -> atUrl(HttpReceiver.answer(status, "", "line\nbreak")));

        assertThat(failure.failure()).isEqualTo(expected);
        assertThat(failure.sentence())
                .startsWith("http://localhost:" + receiver.port() + "/f answered " + status)
                .endsWith(": line break")
                .doesNotContain("hidden");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Unhandled | {\"errorMessage\":\"boom\",\"errorType\":\"ValueError\",\"stackTrace\":[]} | FUNCTION_ERROR | The function failed with ValueError: boom.",
                "Unhandled | not JSON | FUNCTION_ERROR | The function failed with Error: not JSON.",
                "Unhandled | {\"errorMessage\":\"2026 x Task timed out after 3.00 seconds\"} | TIMED_OUT | The function said : 2026 x Task timed out after 3.00 seconds.",
            })
    void anErrorOfTheFunctionIsSaidByTheHeader(String header, String body, Failure expected, String sentence) {
        FunctionException failure =
                failure(() -> atApi(HttpReceiver.answer(200, "X-Amz-Function-Error: " + header, body), ENRICH));

        assertThat(failure.failure()).isEqualTo(expected);
        assertThat(failure.sentence()).isEqualTo(sentence);
        assertThat(failure(() -> atUrl(HttpReceiver.answer(200, "X-Amz-Function-Error: " + header, body)))
                        .failure())
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"errorMessage\":\"boom\",\"errorType\":\"ValueError\"} | FUNCTION_ERROR",
                "{\"stackTrace\":[\"a\"],\"errorType\":\"ValueError\"} | FUNCTION_ERROR",
                "Task timed out after 3.00 seconds | TIMED_OUT",
            })
    void theEmulatorAnswersTheErrorOfAFunctionWithStatus200(String body, Failure expected) {
        assertThat(failure(() -> atUrl(HttpReceiver.body(body))).failure()).isEqualTo(expected);
        assertThat(atApi(HttpReceiver.body(body), ENRICH))
                .as("an API says so in a header")
                .isEqualTo(body);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"records\":[],\"errorType\":\"X\"}",
                "{\"errorType\":\"X\",\"records\":[]}",
                "{}",
                "[]",
                "rubbish",
                ""
            })
    void anyOtherAnswerGoesOn(String body) {
        assertThat(atUrl(HttpReceiver.body(body))).isEqualTo(body);
    }

    @Test
    void anAnswerHasSixMegabytes() {
        int limit = Invocation.LARGEST_ANSWER;
        assertThat(atUrl(HttpReceiver.padded(200, limit))).hasSize(limit);

        FunctionException failure = failure(() -> atUrl(HttpReceiver.padded(200, limit + 1)));

        assertThat(failure.failure()).isEqualTo(Failure.FUNCTION_ERROR);
        assertThat(failure.sentence()).endsWith("/f answered with more than 6291556 bytes.");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aFunctionHasFiveMinutesOfTheClock(boolean begins) throws Exception {
        CompletableFuture<String> outcome =
                CompletableFuture.supplyAsync(() -> atUrl(begins ? HttpReceiver.stall() : HttpReceiver.hang()));
        receiver.next();
        invocations.time.advance(Duration.ofMinutes(5).minusMillis(1));
        assertThat(outcome).isNotDone();
        invocations.time.advance(Duration.ofMillis(1));

        FunctionException failure = failureOf(outcome);
        assertThat(failure.failure()).isEqualTo(Failure.TIMED_OUT);
        assertThat(failure.sentence()).endsWith("/f did not answer within 5 minutes.");
        assertThat(receiver.wasHungUpOn()).isTrue();
        assertThat(invocations.time.pending()).isEmpty();
    }

    private static FunctionException failureOf(CompletableFuture<String> outcome) {
        return (FunctionException)
                catchThrowableOfType(CompletionException.class, () -> outcome.orTimeout(60, TimeUnit.SECONDS)
                                .join())
                        .getCause();
    }

    @Test
    void anAbortEndsTheInvocationsOfItsOwner() throws Exception {
        CompletableFuture<String> outcome = CompletableFuture.supplyAsync(() -> atUrl(HttpReceiver.hang()));
        receiver.next();

        poster.abort(arn -> arn.equals(Invocations.STREAM));

        FunctionException failure = failureOf(outcome);
        assertThat(failure.failure()).isEqualTo(Failure.UNREACHABLE);
        assertThat(failure.sentence()).endsWith(" broke off (Hydrant stopped it).");
    }

    @Test
    void rubbishAndHangUpsAreNoAnswer() {
        assertThat(failure(() -> atUrl(HttpReceiver.raw("rubbish\r\n\r\n"))).failure())
                .isEqualTo(Failure.UNREACHABLE);
        assertThat(failure(() -> atUrl(HttpReceiver.disconnect())).failure()).isEqualTo(Failure.UNREACHABLE);
        assertThat(failure(() -> atUrl(HttpReceiver.disconnectInTheMiddle())).failure())
                .isEqualTo(Failure.UNREACHABLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:1/f?token=hidden", "http://no-such-host.invalid/f?token=hidden"})
    void nobodyAtTheUrlIsOneClearLine(String url) {
        FunctionException failure = failure(() -> functions.atUrl(URI.create(url), invocations.of(ENRICH, "{}")));

        assertThat(failure.failure()).isEqualTo(Failure.UNREACHABLE);
        assertThat(failure.sentence())
                .startsWith("No connection to " + url.substring(0, url.indexOf('?')))
                .doesNotContain("hidden")
                .hasLineCount(1);
    }
}
