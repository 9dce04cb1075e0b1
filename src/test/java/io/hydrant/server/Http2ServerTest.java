package io.hydrant.server;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

/** HTTP/2 with prior knowledge, on the port of HTTP/1.1. */
@Timeout(120)
class Http2ServerTest {
    private static final int BOUND = 64 * 1024;
    private static final int CANCEL = 8;
    private static final int REFUSED = 7;

    private final Echo echo = new Echo();
    private final HttpServer server = Servers.start(echo, BOUND);

    @AfterEach
    void stop() {
        echo.gate.countDown();
        server.close();
    }

    @Test
    void requestsOfOneConnectionAreAnsweredSideBySide() throws Exception {
        try (RawHttp2Client client = connect()) {
            client.get(1, "/gate");
            assertThat(echo.entered.await(60, TimeUnit.SECONDS)).isTrue();
            client.post(3, "/at-once?q=%20", "hello");
            client.post(5, "/wait", "hello");

            RawHttp2Client.Answer atOnce = client.answer(3);
            RawHttp2Client.Answer later = client.answer(5);

            assertThat(atOnce.status()).isEqualTo(200);
            assertThat(atOnce.body()).isEqualTo("POST /at-once ?q=%20 hello");
            assertThat(atOnce.headers().get("x-thread")).startsWith("hydrant-io");
            assertThat(later.body()).isEqualTo("POST /wait ? hello");
            assertThat(later.headers().get("x-thread")).startsWith("hydrant-worker");
            assertThat(client.hasEnded(1)).isFalse();

            echo.gate.countDown();
            assertThat(client.answer(1).body()).isEqualTo("through");
        }
    }

    @Test
    void thePathIsPassedOnAsItWasSent() throws IOException {
        try (RawHttp2Client client = connect()) {
            client.get(1, "/at-once/a%2Fb%20c;v=1/x?list-type=2&prefix=a%2Fb");

            assertThat(client.answer(1).body()).isEqualTo("GET /at-once/a%2Fb%20c;v=1/x ?list-type=2&prefix=a%2Fb ");
        }
    }

    @Test
    void headAndNoContentHaveNoBody() throws IOException {
        try (RawHttp2Client client = connect()) {
            client.begin(1, "HEAD", "/object", true);
            client.begin(3, "DELETE", "/nothing", true);

            assertThat(client.answer(1).headers()).containsEntry("content-length", "12345");
            assertThat(client.answer(1).body()).isEmpty();
            assertThat(client.answer(3).status()).isEqualTo(204);
        }
    }

    @Test
    void aPrefaceAndABodyMayComeInPieces() throws IOException {
        try (RawHttp2Client client = new RawHttp2Client(server.port())) {
            for (char each : RawHttp2Client.PREFACE.toCharArray()) {
                client.send(String.valueOf(each));
            }
            client.frame(RawHttp2Client.SETTINGS, 0, 0, new byte[0]);
            client.begin(1, "POST", "/at-once", false);
            client.data(1, "abc", false);
            client.get(3, "/at-once");
            assertThat(client.answer(3).status()).isEqualTo(200);
            client.data(1, "def", true);

            assertThat(client.answer(1).body()).isEqualTo("POST /at-once ? abcdef");
        }
    }

    @Test
    void requestsOfHttp1MayBeginLikeThePreface() throws IOException {
        for (String begin : List.of("P", "PRI * HTTP/2.0\r\n\r\n")) {
            try (RawClient client = new RawClient(server.port())) {
                client.send(begin);
                client.send("OST /at-once HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\nhi");

                assertThat(client.readHead().status()).isEqualTo(begin.equals("P") ? 200 : 400);
            }
        }
    }

    @Test
    void aClientThatHangsUpInThePrefaceIsForgotten() throws IOException {
        for (int length : List.of(1, 17, 18, 20, 24)) {
            try (RawHttp2Client client = new RawHttp2Client(server.port())) {
                client.send(RawHttp2Client.PREFACE.substring(0, length));
                client.endOfInput();

                assertThat(client.goodbye()).isNull();
            }
        }
    }

    @Test
    void theEndOfABodyMayComeAlone() throws IOException {
        try (RawHttp2Client client = connect()) {
            int stream = 1;
            for (String body : List.of("", "hello", "y".repeat(BOUND / 4))) {
                for (String path : List.of("/at-once", "/wait")) {
                    client.begin(stream, "PUT", path, false, "content-length", Integer.toString(body.length()));
                    client.data(stream, body, false);
                    client.ping();
                    client.data(stream, "", true);

                    assertThat(client.answer(stream).body()).isEqualTo("PUT " + path + " ? " + body);
                    stream += 2;
                }
            }
        }
        Servers.awaitNothingInFlight(server);
    }

    @Test
    void largeBodiesGoBothWays() throws IOException {
        String body = "y".repeat(4 << 20);
        try (HttpServer roomy = Servers.start(echo, 4 << 20)) {
            try (RawHttp2Client client = RawHttp2Client.begun(roomy.port())) {
                client.begin(1, "POST", "/at-once", false);
                client.upload(1, body);

                assertThat(client.answer(1).body()).isEqualTo("POST /at-once ? " + body);

                String length = Integer.toString(body.length());
                for (int stream = 3; stream < 9; stream += 2) {
                    client.begin(stream, "PUT", "/size", false, "expect", "100-continue", "content-length", length);
                    assertThat(client.statusOf(stream)).isEqualTo("100");
                    client.upload(stream, body);
                    assertThat(client.answer(stream).body()).isEqualTo(length);
                }
            }
        }
    }

    @Test
    void aBodyThatIsTooLongIsRefusedAndTheConnectionKept() throws IOException {
        String half = "y".repeat(BOUND / 4);
        try (RawHttp2Client client = connect()) {
            client.begin(1, "POST", "/at-once", false, "content-length", Integer.toString(BOUND + 1));
            RawHttp2Client.Answer announced = client.answer(1);
            assertThat(announced.status()).isEqualTo(413);
            assertThat(announced.body()).contains("at most " + BOUND + " bytes");
            for (int i = 0;
                    i < 4;
                    i++) { // as much as is announced: what is refused must not take room of the connection
                client.data(1, half, false);
            }
            client.data(1, "z", true);

            client.begin(3, "POST", "/at-once", false);
            for (int i = 0; i < 3; i++) {
                client.data(3, half, false);
            }
            client.post(5, "/size", half);
            assertThat(client.answer(5).body()).isEqualTo(Integer.toString(BOUND / 4));
            client.data(3, half, false);
            client.data(3, "z", true);

            assertThat(client.answer(3).status()).isEqualTo(413);
            client.get(7, "/at-once");
            assertThat(client.answer(7).status()).isEqualTo(200);
        }
        assertThat(echo.answered.get()).isEqualTo(2);
        Servers.awaitNothingInFlight(server);
    }

    @Test
    void aGoodbyeOfTheClientLetsItsRequestsEnd() throws IOException {
        try (RawHttp2Client client = connect()) {
            client.get(1, "/large");
            client.get(3, "/large-later");
            client.frame(RawHttp2Client.GO_AWAY, 0, 0, new byte[8 + 100]);

            assertThat(client.answer(1).body()).hasSize(Echo.LARGE);
            assertThat(client.answer(3).body()).hasSize(Echo.LARGE);
        }
    }

    @Test
    void aBodyThatStallsEndsItsStreamAlone() throws IOException {
        try (HttpServer other = Servers.start(echo, BOUND, 1)) {
            try (RawHttp2Client client = RawHttp2Client.begun(other.port())) {
                client.begin(1, "POST", "/at-once", false);
                client.data(1, "abc", false);
                assertThat(client.resetOf(1)).isEqualTo(CANCEL);
                for (int i = 0; i < 8; i++) { // more than the connection takes unread
                    client.data(1, "y".repeat(BOUND / 4), false);
                }

                client.post(3, "/at-once", "hello");
                assertThat(client.answer(3).body()).isEqualTo("POST /at-once ? hello");
            }
        }
    }

    @Test
    void moreStreamsThanAnnouncedAreRefused() throws IOException {
        try (RawHttp2Client client = connect()) {
            int last = 2 * Http2Connection.MOST_STREAMS + 1;
            for (int stream = 1; stream <= last; stream += 2) {
                client.begin(stream, "POST", "/at-once", false);
            }
            assertThat(client.resetOf(last)).isEqualTo(REFUSED);

            client.data(1, "hello", true);
            assertThat(client.answer(1).body()).isEqualTo("POST /at-once ? hello");
            client.post(last + 2, "/at-once", "hi");
            assertThat(client.answer(last + 2).body()).isEqualTo("POST /at-once ? hi");
        }
        Servers.awaitNothingInFlight(server);
    }

    @Test
    void aClientThatLeavesInTheMiddleOfItsBodiesIsForgotten() throws IOException {
        try (HttpServer patient = Servers.start(echo, BOUND, 3_600)) {
            try (RawHttp2Client hangsUp = RawHttp2Client.begun(patient.port())) {
                beginBodies(hangsUp);
            }
            try (RawHttp2Client endsItsInput = RawHttp2Client.begun(patient.port())) {
                beginBodies(endsItsInput);
                endsItsInput.endOfInput();

                assertThat(endsItsInput.goodbye()).isNull();
                Servers.awaitNothingInFlight(patient);
            }
        }
        assertThat(echo.answered.get()).isZero();
    }

    private static void beginBodies(RawHttp2Client client) throws IOException {
        client.begin(1, "POST", "/at-once", false);
        client.begin(3, "POST", "/wait", false, "content-length", "10");
        client.data(3, "abc", false);
        client.begin(5, "POST", "/size", false);
        client.data(5, "y".repeat(BOUND / 4), false);
        client.reset(5);
        client.ping();
    }

    @Test
    void aClientThatResetsWithoutEndIsEnded() throws IOException {
        try (RawHttp2Client client = connect()) {
            for (int stream = 1; stream < 1000; stream += 2) {
                client.begin(stream, "POST", "/at-once", false);
                client.reset(stream);
            }

            assertThat(client.goodbye()).isIn(11, null);
        }
        Servers.awaitNothingInFlight(server);
    }

    @Test
    void aClientThatWaitsToBeAskedForItsBodyIsAsked() throws IOException {
        try (RawHttp2Client client = connect()) {
            client.begin(1, "PUT", "/wait", false, "expect", "100-continue", "content-length", "5");
            assertThat(client.statusOf(1)).isEqualTo("100");
            client.data(1, "hello", true);

            assertThat(client.answer(1).body()).isEqualTo("PUT /wait ? hello");
        }
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void whatIsNoHttp2EndsItsOwnConnection(String what) throws Exception {
        try (RawHttp2Client other = connect();
                RawHttp2Client client = new RawHttp2Client(server.port())) {
            other.begin(1, "POST", "/at-once", false);
            client.send(RawHttp2Client.PREFACE + what);
            client.endOfInput();
            Integer unused = client.goodbye();

            other.data(1, "hello", true);
            assertThat(other.answer(1).body()).isEqualTo("POST /at-once ? hello");
        }
        Servers.awaitNothingInFlight(server);
    }

    static Stream<String> malformed() {
        String settings = frame(RawHttp2Client.SETTINGS, 0, 0, "");
        String get = new String(RawHttp2Client.head("GET", "/at-once"), ISO_8859_1);
        String notANumber = new String(RawHttp2Client.head("POST", "/at-once", "content-length", "abc"), ISO_8859_1);
        String five = new String(RawHttp2Client.head("POST", "/at-once", "content-length", "5"), ISO_8859_1);
        String long1 = new String(RawHttp2Client.head("GET", "/at-once", "x", "a".repeat(15_000)), ISO_8859_1);
        return Stream.of(
                "\u00ff".repeat(100),
                "GET / HTTP/1.1\r\n\r\n",
                frame(RawHttp2Client.HEADERS, 5, 1, get), // before the settings
                settings + frame(RawHttp2Client.HEADERS, 5, 2, get),
                settings + frame(RawHttp2Client.HEADERS, 5, 0, get),
                settings + frame(RawHttp2Client.HEADERS, 5, 1, "\u00ff".repeat(50)),
                settings + frame(RawHttp2Client.HEADERS, 5, 1, "\u0000\u007f"),
                settings + frame(RawHttp2Client.HEADERS, 0x2d, 1, "\u0000"),
                settings + frame(RawHttp2Client.HEADERS, 4, 1, notANumber),
                settings + frame(RawHttp2Client.HEADERS, 4, 1, five) + frame(RawHttp2Client.DATA, 1, 1, "abc"),
                settings + frame(RawHttp2Client.HEADERS, 4, 1, five) + frame(RawHttp2Client.DATA, 0, 1, "abcdefgh"),
                settings
                        + frame(RawHttp2Client.HEADERS, 1, 1, long1)
                        + frame(RawHttp2Client.CONTINUATION, 0, 1, long1).repeat(8),
                settings + frame(RawHttp2Client.CONTINUATION, 4, 1, get),
                settings + frame(RawHttp2Client.DATA, 1, 1, "abc"),
                settings + frame(RawHttp2Client.DATA, 1, 0, "abc"),
                settings + frame(RawHttp2Client.DATA, 8, 1, "\u00ff"),
                settings + frame(RawHttp2Client.DATA, 0, 1, "a".repeat(20_000)),
                settings + frame(RawHttp2Client.PING, 0, 0, "1"),
                settings + frame(RawHttp2Client.SETTINGS, 0, 0, "12345"),
                settings + frame(RawHttp2Client.SETTINGS, 0, 0, "\u0000\u0004\u00ff\u00ff\u00ff\u00ff"),
                settings + frame(RawHttp2Client.WINDOW_UPDATE, 0, 0, "\u0000\u0000\u0000\u0000"),
                settings + frame(RawHttp2Client.WINDOW_UPDATE, 0, 1, "\u0000"),
                settings + frame(RawHttp2Client.RESET, 0, 1, "\u0000\u0000\u0000\u0008"),
                settings + frame(5, 4, 1, get));
    }

    private static String frame(int type, int flags, int stream, String payload) {
        return "" + (char) (payload.length() >>> 16) + (char) (payload.length() >>> 8 & 0xff)
                + (char) (payload.length() & 0xff) + (char) type + (char) flags + "\u0000\u0000\u0000" + (char) stream
                + payload;
    }

    @Test
    void whatIsInFlightIsAnsweredBeforeAStop() throws Exception {
        try (RawHttp2Client client = connect();
                RawHttp2Client idle = connect()) {
            idle.get(1, "/at-once");
            idle.answer(1);
            client.get(1, "/gate");
            assertThat(echo.entered.await(60, TimeUnit.SECONDS)).isTrue();

            CompletableFuture<Void> closed = CompletableFuture.runAsync(server::close);
            int stream = 1;
            do { // until the stop has begun
                stream += 2;
                client.get(stream, "/at-once");
            } while (!client.wasRefused(stream));
            echo.gate.countDown();

            assertThat(client.answer(1).body()).isEqualTo("through");
            assertThat(client.goodbye()).isEqualTo(0);
            assertThat(idle.goodbye()).isEqualTo(0);
            closed.get(60, TimeUnit.SECONDS);
        }
    }

    @Test
    void aClientThatOffersToUpgradeIsAnsweredInHttp1() throws Exception {
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();
        for (int i = 0; i < 3; i++) {
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/at-once"))
                            .POST(HttpRequest.BodyPublishers.ofString("hello"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());

            assertThat(answer.body()).isEqualTo("POST /at-once ? hello");
            assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
        }
    }

    private RawHttp2Client connect() throws IOException {
        return RawHttp2Client.begun(server.port());
    }
}
