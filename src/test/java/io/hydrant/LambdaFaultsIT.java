package io.hydrant;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import com.fasterxml.jackson.databind.JsonNode;
import io.hydrant.fault.Call;
import io.hydrant.fault.Effect;
import io.hydrant.fault.Effect.How;
import io.hydrant.fault.Hop;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static io.hydrant.FaultyHydrant.FUNCTION;
import static org.assertj.core.api.Assertions.assertThat;

/** What each effect on a Lambda function means to the records that go through it. */
class LambdaFaultsIT {
    private final FaultyHydrant world = new FaultyHydrant();
    private final AtomicInteger invocations = new AtomicInteger();

    @BeforeEach
    void createStream() {
        world.hydrant.lambda("enrich", event -> {
            invocations.incrementAndGet();
            return FaultyHydrant.passed(event);
        });
        world.createStreamWithFunction("orders");
    }

    @AfterEach
    void close() {
        world.close();
    }

    /** All three retries are over. */
    private void processAndDeliver() {
        world.put("orders", "one");
        world.advance(Duration.ofHours(1));
    }

    private List<JsonNode> processing() {
        return world.attempts("orders").stream()
                .filter(attempt -> attempt.path("purpose").asText().equals("PROCESSING"))
                .toList();
    }

    private static Effect answer(int status, Map<String, List<String>> headers, String body) {
        return new Effect.Response(status, headers, body.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource({
        "TooManyRequestsException, 400, Lambda.InvokeLimitExceeded",
        "ResourceNotFoundException, 404, Lambda.ResourceNotFound",
        "AccessDeniedException, 403, Lambda.InvokeAccessDenied",
        "RequestTooLargeException, 413, Lambda.RequestTooLargeException",
        "EC2ThrottledException, 502, Lambda.EC2ThrottledException",
        "ServiceException, 500, Lambda.ServiceException",
        "FunctionError, 500, Lambda.FunctionError"
    })
    void anErrorOfLambdaHasItsCodeAndIsTriedThreeTimesMore(String code, int status, String error) {
        world.faults.strike(Hop.LAMBDA, "Invoke", new Effect.Refusal(code, "Not now.", status));

        processAndDeliver();

        assertThat(processing()).hasSize(4);
        assertThat(processing().get(0).path("errorCode").asText()).isEqualTo(error);
        assertThat(processing().get(0).path("error").asText()).contains("Not now.");
        assertThat(world.objects("errors/")).singleElement().satisfies(line -> assertThat(line)
                .contains("\"errorCode\":\"" + error + "\""));
        assertThat(world.objects("data/")).isEmpty();
        assertThat(invocations).hasValue(0);
    }

    @Test
    void aFunctionThatIsTimedOutByLambdaSaysSo() {
        world.faults.strike(
                Hop.LAMBDA, "Invoke", new Effect.Refusal("FunctionError", "Task timed out after 3.00 seconds", 500));

        processAndDeliver();

        assertThat(processing().get(0).path("errorCode").asText()).isEqualTo("Lambda.FunctionTimedOut");
    }

    @ParameterizedTest
    @CsvSource({"RESET, Connection reset", "CLOSE, received no bytes"})
    void aConnectionThatEndsIsTriedAgain(How how, String message) {
        world.faults.strike(Hop.LAMBDA, "Invoke", new Effect.Disconnection(how));
        world.put("orders", "one");
        world.advance(Duration.ofMinutes(1));
        assertThat(processing().get(0).path("errorCode").asText()).isEqualTo("Lambda.ConnectionFailed");
        assertThat(processing().get(0).path("error").asText()).contains(message);

        world.faults.stop();
        world.advance(Duration.ofMinutes(5));

        assertThat(world.objects("data/")).containsExactly("one");
    }

    @Test
    void anInvocationThatHangsIsGivenUpAfterFiveMinutesOfTheClock() {
        world.faults.strike(Hop.LAMBDA, "Invoke", new Effect.Disconnection(How.HANG));
        world.put("orders", "one");
        world.advance(Duration.ofMinutes(5));
        assertThat(processing()).isEmpty();

        world.faults.stop();
        world.advance(Duration.ofMinutes(1));
        assertThat(processing().get(0).path("errorCode").asText()).isEqualTo("Lambda.FunctionTimedOut");
    }

    @Test
    void aDelayIsAPartOfTheFiveMinutes() {
        world.faults.delay(Hop.LAMBDA, "Invoke", Duration.ofMinutes(4));
        world.put("orders", "one");
        world.advance(Duration.ofMinutes(5));
        world.advance(Duration.ofMinutes(1));
        assertThat(world.objects("data/")).containsExactly("one");

        world.faults.delay(Hop.LAMBDA, "Invoke", Duration.ofMinutes(5));
        world.put("orders", "two");
        world.advance(Duration.ofMinutes(6));
        assertThat(processing().get(1).path("errorCode").asText()).isEqualTo("Lambda.FunctionTimedOut");
        assertThat(invocations).hasValue(1);
    }

    @Test
    void aFunctionWhoseAnswerIsLostRunsAgain() {
        world.faults.strike(
                Hop.LAMBDA, "Invoke", new Effect.LostResponse(new Effect.Refusal("ServiceException", "Lost.", 500)));
        world.put("orders", "one");
        world.advance(Duration.ofMinutes(1));
        assertThat(invocations).hasValue(1);

        world.faults.stop();
        world.advance(Duration.ofMinutes(5));

        assertThat(invocations).hasValue(2);
        assertThat(world.objects("data/")).containsExactly("one");
    }

    @Test
    void anAnswerOfTheFunctionIsTakenAsIts() {
        world.faults.strike(Hop.LAMBDA, "Invoke", answer(200, Map.of(), "{\"records\":[]}"));

        processAndDeliver();

        assertThat(world.objects("errors/")).singleElement().satisfies(line -> assertThat(line)
                .contains("Lambda.MissingRecordId"));
        assertThat(invocations).hasValue(0);
    }

    @Test
    void anAnswerOfLambdaItselfIsTakenAsIts() {
        world.faults.strike(
                Hop.LAMBDA,
                "Invoke",
                answer(
                        200,
                        Map.of("x-amz-function-error", List.of("Unhandled")),
                        "{\"errorType\":\"ValueError\",\"errorMessage\":\"No such customer.\"}"));

        processAndDeliver();

        assertThat(processing().get(0).path("errorCode").asText()).isEqualTo("Lambda.FunctionError");
        assertThat(processing().get(0).path("error").asText())
                .isEqualTo("The function failed with ValueError: No such customer..");
    }

    @Test
    void anInvocationIsAskedForWithItsStreamAndItsFunction() {
        processAndDeliver();

        assertThat(world.faults.asked(Hop.LAMBDA)).singleElement().satisfies(call -> assertThat(call.about())
                .isEqualTo(Map.of(Call.About.STREAM, "orders", Call.About.URL, FUNCTION)));
    }
}
