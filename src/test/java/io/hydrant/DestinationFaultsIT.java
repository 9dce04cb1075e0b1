package io.hydrant;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import io.hydrant.fault.Call;
import io.hydrant.fault.Effect;
import io.hydrant.fault.Effect.How;
import io.hydrant.fault.Hop;
import io.hydrant.support.HttpReceiver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static io.hydrant.FaultyHydrant.ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;

/** What each effect means at destinations that are asked over HTTP: the ledger, the retries and the error output. */
class DestinationFaultsIT {
    private static final Effect BUSY = new Effect.Refusal("Busy", "Come back later.", 503);

    private final FaultyHydrant world = new FaultyHydrant();
    private final HttpReceiver endpoint = HttpReceiver.start();

    @AfterEach
    void close() {
        world.close();
        endpoint.close();
    }

    /** The destinations, what their requests are called, and the names of their errors. */
    private enum Destination {
        HTTP(Hop.HTTP, "Deliver", "HttpEndpoint.ConnectionReset", "HttpEndpoint.RequestTimeout"),
        SEARCH(Hop.OPENSEARCH, "Bulk", "OS.ConnectionReset", "OS.RequestTimeout"),
        SPLUNK(Hop.SPLUNK, "Raw", "Splunk.ConnectionClosed", "Splunk.ConnectionTimeout");

        private final Hop hop;
        private final String operation;
        private final String brokenOff;
        private final String timedOut;

        Destination(Hop hop, String operation, String brokenOff, String timedOut) {
            this.hop = hop;
            this.operation = operation;
            this.brokenOff = brokenOff;
            this.timedOut = timedOut;
        }
    }

    private void create(Destination destination, int retrySeconds) {
        world.createStream("orders", destination.hop, endpoint.url("/in?key=secret"), retrySeconds);
    }

    private void deliver(String... records) {
        world.putBatch("orders", records);
        world.hydrant.control().flush("orders");
    }

    private JsonNode attempt(int index) {
        return world.attempts("orders").get(index);
    }

    private List<String> outcomes() {
        return world.attempts("orders").stream()
                .map(attempt -> attempt.path("outcome").asText())
                .toList();
    }

    /** How many records the far side has, however often. */
    private int arrived(Destination destination) {
        return destination == Destination.HTTP
                ? endpoint.waiting()
                : world.received("orders").stream()
                        .mapToInt(request -> request.path("records").size())
                        .sum();
    }

    @ParameterizedTest
    @EnumSource
    void aRefusalIsTriedAgain(Destination destination) {
        create(destination, 300);
        world.faults.strike(destination.hop, destination.operation, BUSY);
        deliver("{\"a\":1}");

        assertThat(attempt(0).path("outcome").asText()).isEqualTo("RETRYING");
        assertThat(attempt(0).path("error").asText()).contains("503").contains("Come back later.");
        assertThat(arrived(destination)).isZero();
        world.faults.stop();
        world.advance(Duration.ofMinutes(5));
        assertThat(outcomes()).containsExactly("RETRYING", "DELIVERED");
        assertThat(arrived(destination)).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void aConnectionThatEndsIsTriedAgain(Destination destination) {
        create(destination, 300);
        for (How how : List.of(How.RESET, How.CLOSE)) {
            world.faults.strike(destination.hop, destination.operation, new Effect.Disconnection(how));
            deliver("{\"a\":1}");
        }

        assertThat(world.attempts("orders"))
                .allSatisfy(attempt ->
                        assertThat(attempt.path("errorCode").asText()).isEqualTo(destination.brokenOff));
        assertThat(arrived(destination)).isZero();
        world.faults.stop();
        world.advance(Duration.ofMinutes(5));
        assertThat(arrived(destination)).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    void aRequestThatHangsIsGivenUpAtItsTimeLimit(Destination destination) {
        create(destination, 300);
        world.faults.strike(destination.hop, destination.operation, new Effect.Disconnection(How.HANG));
        world.putBatch("orders", "{\"a\":1}");
        world.advance(Duration.ofMinutes(1));
        assertThat(world.attempts("orders")).isEmpty();

        world.faults.stop();
        world.advance(Duration.ofMinutes(3));

        assertThat(attempt(0).path("errorCode").asText()).isEqualTo(destination.timedOut);
        assertThat(attempt(0).path("dataFreshness").asText()).startsWith("PT4M");
        world.advance(Duration.ofMinutes(5));
        assertThat(arrived(destination)).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void aDelayIsAPartOfTheTimeLimit(Destination destination) {
        create(destination, 300);
        world.faults.delay(destination.hop, destination.operation, Duration.ofSeconds(179));
        world.putBatch("orders", "{\"a\":1}");
        world.advance(Duration.ofMinutes(1));
        assertThat(arrived(destination)).isZero();
        world.advance(Duration.ofSeconds(179));
        assertThat(outcomes()).containsExactly("DELIVERED");
        assertThat(arrived(destination)).isEqualTo(1);

        world.faults.delay(destination.hop, destination.operation, Duration.ofMinutes(3));
        world.putBatch("orders", "{\"a\":2}");
        world.advance(Duration.ofMinutes(4));
        assertThat(attempt(1).path("errorCode").asText()).isEqualTo(destination.timedOut);
    }

    @ParameterizedTest
    @EnumSource
    void recordsWhoseAnswerIsLostArriveTwice(Destination destination) {
        create(destination, 300);
        world.faults.strike(
                destination.hop, destination.operation, new Effect.LostResponse(new Effect.Disconnection(How.CLOSE)));
        deliver("{\"a\":1}");
        assertThat(arrived(destination)).isEqualTo(1);
        assertThat(attempt(0).path("errorCode").asText()).isEqualTo(destination.brokenOff);

        world.faults.stop();
        world.advance(Duration.ofMinutes(5));

        assertThat(outcomes()).containsExactly("RETRYING", "DELIVERED");
        assertThat(arrived(destination)).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    void recordsThatAreRefusedForGoodGoToTheErrorOutput(Destination destination) {
        create(destination, 0);
        world.faults.strike(destination.hop, destination.operation, BUSY);
        deliver("{\"a\":1}");
        world.advance(Duration.ofMinutes(5));

        assertThat(outcomes()).first().isEqualTo("GIVEN_UP");
        assertThat(world.objects("")).singleElement().satisfies(line -> assertThat(line)
                .contains("Come back later."));
        assertThat(arrived(destination)).isZero();
    }

    @Test
    void aCallIsAskedForWithItsStreamAndTheUrlThatItNames() {
        create(Destination.HTTP, 0);
        deliver("one");

        assertThat(world.faults.asked(Hop.HTTP)).singleElement().satisfies(call -> {
            assertThat(call.operation()).isEqualTo("Deliver");
            assertThat(call.scope().account().value()).isEqualTo(ACCOUNT);
            assertThat(call.about())
                    .isEqualTo(Map.of(
                            Call.About.STREAM,
                            "orders",
                            Call.About.URL,
                            endpoint.url("/in?key=secret").toString()));
        });
    }

    @Nested
    class AnAnswerOfTheFarSide {
        private static Effect answer(int status, String body) {
            return new Effect.Response(
                    status, Map.of("content-type", List.of("application/json")), body.getBytes(StandardCharsets.UTF_8));
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                textBlock =
                        """
                200 | {"requestId":"another","timestamp":1} | HttpEndpoint.InvalidResponseFromDestination
                200 | not JSON                              | HttpEndpoint.InvalidResponseFromDestination
                500 | {"errorMessage":"It broke."}          | HttpEndpoint.DestinationException
                """)
        void ofAnEndpointIsJudged(int status, String body, String code) {
            create(Destination.HTTP, 300);
            world.faults.strike(Hop.HTTP, "Deliver", answer(status, body));
            deliver("one");

            assertThat(attempt(0).path("errorCode").asText()).isEqualTo(code);
            assertThat(endpoint.waiting()).isZero();
        }

        @Test
        void thatIsTooLargeForAnEndpointIsCutOff() {
            create(Destination.HTTP, 300);
            world.faults.strike(Hop.HTTP, "Deliver", answer(200, " ".repeat(2 << 20)));
            deliver("one");

            assertThat(attempt(0).path("errorCode").asText()).isEqualTo("HttpEndpoint.ResponseTooLarge");
        }

        @Test
        void of413LosesTheRecords() {
            create(Destination.HTTP, 300);
            world.faults.strike(Hop.HTTP, "Deliver", answer(413, "{}"));
            deliver("one");

            assertThat(outcomes()).containsExactly("DROPPED");
        }

        @Test
        void ofAClusterSaysWhatBecameOfEachDocument() {
            create(Destination.SEARCH, 0);
            world.faults.strike(
                    Hop.OPENSEARCH,
                    "Bulk",
                    answer(
                            200,
                            """
                            {"errors":true,"items":[{"index":{"status":201}},{"index":{"status":400,"error":{"type":"t"}}}]}
                            """));
            deliver("{\"a\":1}", "{\"a\":2}");

            assertThat(attempt(0).path("arrived").asInt()).isEqualTo(1);
        }
    }

    @Nested
    class ARefusalInNumbers {
        @ParameterizedTest
        @CsvSource({
            "9, 503, Splunk.IndexerBusy",
            "4, 403, Splunk.InvalidToken",
            "14, 400, Splunk.DisabledAck",
            "ServerBusy, 503, Splunk.IndexerBusy",
            "Whatever, 500, Splunk.ServerError",
            "Whatever, 418, Splunk.ServerError"
        })
        void ofSplunkIsThatOfHec(String code, int status, String error) {
            create(Destination.SPLUNK, 300);
            world.faults.strike(Hop.SPLUNK, "Raw", new Effect.Refusal(code, "", status));
            deliver("one");

            assertThat(attempt(0).path("errorCode").asText()).isEqualTo(error);
        }

        @Test
        void ofSplunkCanMeetEachOfItsRequests() {
            create(Destination.SPLUNK, 300);
            for (String operation : List.of("Check", "Raw", "Ack")) {
                world.faults.strike(Hop.SPLUNK, operation, new Effect.Refusal("14", "ACK is disabled", 400));
                deliver("one");
            }

            assertThat(world.attempts("orders"))
                    .allSatisfy(attempt ->
                            assertThat(attempt.path("errorCode").asText()).isEqualTo("Splunk.DisabledAck"));
            assertThat(world.faults.asked(Hop.SPLUNK))
                    .extracting(Call::operation)
                    .contains("Check", "Raw", "Ack");
        }
    }

    @Nested
    class APartOfABulkRequest {
        private Effect refused(int status, Integer... places) {
            List<Integer> all = List.of(places);
            return new Effect.PartialFailure(
                    new Effect.Refusal("es_rejected_execution_exception", "The queue is full.", status), all::contains);
        }

        private List<String> indexed() {
            return world.received("orders").stream()
                    .flatMap(request -> request.path("records").findValues("document").stream())
                    .map(JsonNode::toString)
                    .toList();
        }

        @Test
        void partOfABulkRequestIsTriedAgainAlone() {
            create(Destination.SEARCH, 300);
            world.faults.strike(Hop.OPENSEARCH, "Bulk", refused(429, 0, 2));
            deliver("{\"a\":1}", "{\"a\":2}", "{\"a\":3}");
            assertThat(indexed()).containsExactly("{\"a\":2}");
            assertThat(attempt(0).path("arrived").asInt()).isEqualTo(1);
            assertThat(attempt(0).path("errorCode").asText()).isEqualTo("429");

            world.faults.stop();
            world.advance(Duration.ofMinutes(5));

            assertThat(indexed()).containsExactly("{\"a\":2}", "{\"a\":1}", "{\"a\":3}");
        }

        @Test
        void thatIsRefusedForGoodGoesToTheErrorOutput() {
            create(Destination.SEARCH, 300);
            world.faults.strike(Hop.OPENSEARCH, "Bulk", refused(400, 1));
            deliver("{\"a\":1}", "{\"a\":2}");
            world.advance(Duration.ofMinutes(5));

            assertThat(indexed()).containsExactly("{\"a\":1}");
            assertThat(world.objects("")).singleElement().satisfies(line -> assertThat(line)
                    .contains("es_rejected_execution_exception")
                    .contains("\"errorCode\":\"400\""));
        }

        @Test
        void canBeAllOfIt() {
            create(Destination.SEARCH, 300);
            world.faults.strike(Hop.OPENSEARCH, "Bulk", refused(429, 0, 1));
            deliver("{\"a\":1}", "{\"a\":2}");

            assertThat(indexed()).isEmpty();
            assertThat(attempt(0).path("outcome").asText()).isEqualTo("RETRYING");
        }

        @Test
        void canBeNothing() {
            create(Destination.SEARCH, 300);
            world.faults.strike(Hop.OPENSEARCH, "Bulk", refused(429, 7));
            deliver("{\"a\":1}", "{\"a\":2}");

            assertThat(outcomes()).containsExactly("DELIVERED");
        }
    }
}
