package io.hydrant.destination.http;

import java.util.stream.Stream;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.hydrant.destination.DeliveryResult;
import io.hydrant.destination.DeliveryResult.Next;
import io.hydrant.http.client.HttpPoster;
import io.hydrant.record.RecordSet;
import io.hydrant.support.HttpReceiver;
import io.hydrant.support.HttpReceiver.Behaviour;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

import static io.hydrant.destination.http.Endpoint.batch;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** What is made of the answers of an HTTP endpoint. */
class HttpEndpointAnswerTest {
    private static final String JSON = "Content-Type: application/json";

    private final HttpReceiver receiver = HttpReceiver.start();
    private final HttpPoster poster = new HttpPoster();

    @AfterEach
    void close() {
        poster.close();
        receiver.close();
    }

    private DeliveryResult attempt(Behaviour behaviour) {
        receiver.then(behaviour);
        return new Endpoint(poster, receiver.url("/in?token=hidden"))
                .open()
                .begin()
                .attempt(batch("one"));
    }

    private void assertFails(Behaviour behaviour, String code, String message) {
        assertThat(attempt(behaviour))
                .isEqualTo(new DeliveryResult.Failed(
                        "http://localhost:" + receiver.port() + "/in",
                        "HttpEndpoint." + code,
                        message,
                        Next.RETRY,
                        RecordSet.all(1)));
    }

    static Stream<Arguments> goodAnswers() {
        return Stream.of(
                arguments("as specified", HttpReceiver.ok()),
                arguments("with more members", HttpReceiver.json(200, b -> b.putObject("a")
                        .putArray("timestamp"))),
                arguments("with an error message", HttpReceiver.json(200, b -> b.put("errorMessage", "none"))),
                arguments("with a charset", HttpReceiver.okWithHeaders(JSON + ";charset=UTF-8")),
                arguments("in capitals", HttpReceiver.okWithHeaders("CONTENT-TYPE: Application/JSON")),
                arguments("as large as may be", HttpReceiver.padded(200, 1 << 20)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("goodAnswers")
    void takesAnAnswerThatKeepsToTheSpecification(String name, Behaviour behaviour) {
        assertThat(attempt(behaviour)).isInstanceOf(DeliveryResult.Delivered.class);
    }

    static Stream<Arguments> wrongAnswers() {
        String id = "its requestId is not that of the request";
        String timestamp = "its timestamp is not a number";
        String type = "its Content-Type is not application/json";
        String object = "its body is not a JSON object";
        return Stream.of(
                arguments(id, HttpReceiver.json(200, b -> b.put("requestId", "other"))),
                arguments(id, HttpReceiver.json(200, b -> b.put("requestId", 1))),
                arguments(id, HttpReceiver.json(200, b -> b.remove("requestId"))),
                arguments(timestamp, HttpReceiver.json(200, b -> b.remove("timestamp"))),
                arguments(timestamp, HttpReceiver.json(200, b -> b.put("timestamp", "1763900000000"))),
                arguments(timestamp, HttpReceiver.json(200, b -> b.putNull("timestamp"))),
                arguments(type, HttpReceiver.okWithHeaders("Content-Type: text/plain")),
                arguments(type, HttpReceiver.okWithHeaders("Content-Type: application/json-seq")),
                arguments(type, HttpReceiver.okWithHeaders("X-Content-Type: application/json")),
                arguments("with a Content-Encoding", HttpReceiver.okWithHeaders(JSON + "\r\nContent-Encoding: gzip")),
                arguments("without a Content-Length", HttpReceiver.chunked()),
                arguments(object, HttpReceiver.body("")),
                arguments(object, HttpReceiver.body("[]")),
                arguments(object, HttpReceiver.body("{\"requestId\":")),
                arguments(object, HttpReceiver.body("{} {}")),
                arguments(object, HttpReceiver.body("[".repeat(100_000))));
    }

    @ParameterizedTest
    @MethodSource("wrongAnswers")
    void triesAgainWhenA200IsNotAsSpecified(String what, Behaviour behaviour) {
        assertFails(behaviour, "InvalidResponseFromDestination", "The endpoint answered 200, but " + what + ".");
    }

    @ParameterizedTest
    @ValueSource(ints = {201, 202, 204, 206, 400, 401, 403, 404, 407, 408, 409, 429, 500, 501, 502, 503, 504, 599})
    void triesAgainAfterAnyOtherStatus(int status) {
        assertFails(HttpReceiver.status(status), "DestinationException", "The endpoint answered " + status + ".");
    }

    @ParameterizedTest
    @ValueSource(ints = {300, 301, 302, 303, 304, 307, 308})
    void doesNotFollowARedirect(int status) {
        try (HttpReceiver elsewhere = HttpReceiver.start()) {
            assertFails(
                    HttpReceiver.redirect(status, elsewhere.url("/")),
                    "DestinationException",
                    "The endpoint answered " + status + " (redirects are not followed).");

            assertThat(elsewhere.waiting()).isZero();
        }
    }

    @Test
    void dropsTheRecordsAfter413() {
        DeliveryResult outcome = attempt(HttpReceiver.json(413, b -> b.put("errorMessage", "too much")));

        assertThat(outcome)
                .isEqualTo(new DeliveryResult.Failed(
                        "http://localhost:" + receiver.port() + "/in",
                        "HttpEndpoint.DestinationException",
                        "The endpoint answered 413: too much",
                        Next.DISCARD,
                        RecordSet.all(1)));
    }

    @Test
    void showsTheErrorMessageOfTheEndpointOnOneLine() {
        assertFails(
                HttpReceiver.json(503, b -> b.put("errorMessage", "come back\r\nlater: 茶")),
                "DestinationException",
                "The endpoint answered 503: come back  later: 茶");
    }

    @Test
    void showsNoMoreThan8192CharactersOfTheErrorMessage() {
        assertFails(
                HttpReceiver.json(500, b -> b.put("errorMessage", "e".repeat(9000))),
                "DestinationException",
                "The endpoint answered 500: " + "e".repeat(8192));
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 500})
    void doesNotReadMoreThanOneMebibyte(int status) {
        assertFails(
                HttpReceiver.padded(status, (1 << 20) + 1),
                "ResponseTooLarge",
                "The endpoint answered " + status + " with more than 1048576 bytes.");
        assertFails(
                HttpReceiver.padded(status, 20 << 20),
                "ResponseTooLarge",
                "The endpoint answered " + status + " with more than 1048576 bytes.");
    }

    @Test
    void aConnectionThatEndsWithoutAnAnswerIsReset() {
        assertThat(attempt(HttpReceiver.disconnect())).isInstanceOfSatisfying(DeliveryResult.Failed.class, f -> {
            assertThat(f.errorCode()).isEqualTo("HttpEndpoint.ConnectionReset");
            assertThat(f.message()).startsWith("The connection broke off");
            assertThat(f.next()).isEqualTo(Next.RETRY);
        });
    }

    @Test
    void aConnectionThatEndsInTheMiddleOfTheAnswerIsReset() {
        assertThat(attempt(HttpReceiver.disconnectInTheMiddle()))
                .isInstanceOfSatisfying(DeliveryResult.Failed.class, f -> assertThat(f.errorCode())
                        .isEqualTo("HttpEndpoint.ConnectionReset"));
    }

    @Test
    void anAnswerThatIsNotHttpIsInvalid() {
        assertThat(attempt(HttpReceiver.raw("Good day to you\r\n\r\n")))
                .isInstanceOfSatisfying(DeliveryResult.Failed.class, f -> {
                    assertThat(f.errorCode()).isEqualTo("HttpEndpoint.InvalidResponseFromDestination");
                    assertThat(f.next()).isEqualTo(Next.RETRY);
                });
    }

    @Test
    void anEndpointThatListensNoMoreCannotBeConnectedTo() {
        receiver.close();

        assertThat(attempt(HttpReceiver.ok())).isInstanceOfSatisfying(DeliveryResult.Failed.class, f -> {
            assertThat(f.errorCode()).isEqualTo("HttpEndpoint.ConnectionFailed");
            assertThat(f.message()).startsWith("No connection to localhost:" + receiver.port());
            assertThat(f.next()).isEqualTo(Next.RETRY);
        });
    }

    @Test
    void tellsNoSecretsEvenWhenTheEndpointDoes() {
        ListAppender<ILoggingEvent> logged = new ListAppender<>();
        logged.start();
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        Level before = root.getLevel();
        root.setLevel(Level.TRACE);
        root.addAppender(logged);
        try {
            Endpoint endpoint = new Endpoint(poster, receiver.url("/in?token=hid%20den"))
                    .accessKey("open-sesame")
                    .attribute("name", "private-value");
            receiver.then(HttpReceiver.json(
                    401, b -> b.put("errorMessage", "open-sesame and token=hid%20den, token=hid den are wrong")));

            DeliveryResult outcome = endpoint.open().begin().attempt(batch("record-content"));

            assertThat(((DeliveryResult.Failed) outcome).message())
                    .isEqualTo("The endpoint answered 401: *** and ***, *** are wrong");
            String told = outcome + "|" + endpoint.spec() + "|" + EndpointRequest.of(endpoint.spec(), Endpoint.ORIGIN)
                    + "|" + logged.list;
            assertThat(told).doesNotContain("open-sesame", "hid%20den", "hid den", "private-value", "record-content");
        } finally {
            root.setLevel(before);
            root.detachAppender(logged);
        }
    }
}
