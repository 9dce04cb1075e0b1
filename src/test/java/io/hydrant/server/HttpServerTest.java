package io.hydrant.server;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.hydrant.http.Router;
import io.hydrant.http.WebPages;
import io.hydrant.memory.Share;
import io.hydrant.support.ExpectedErrors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(120)
class HttpServerTest {
    private static final int BOUND = 64 * 1024;

    private final Echo echo = new Echo();
    private final HttpServer server = Servers.start(echo, BOUND);

    @AfterEach
    void stop() {
        echo.gate.countDown();
        server.close();
    }

    @Test
    void answersOnTheIoThreadAndKeepsTheConnection() throws IOException {
        try (RawClient client = connect()) {
            for (int i = 0; i < 3; i++) {
                client.send("POST /at-once?q=%20 HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello");

                RawClient.Answer answer = client.read();

                assertThat(answer.status()).isEqualTo(200);
                assertThat(answer.body()).isEqualTo("POST /at-once ?q=%20 hello");
                assertThat(answer.header("X-Thread")).startsWith("hydrant-io");
            }
        }
    }

    @Test
    void handsWhatHasToWaitToAWorker() throws IOException {
        try (RawClient client = connect()) {
            for (int i = 0; i < 3; i++) {
                client.send("POST /wait HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello");

                RawClient.Answer answer = client.read();

                assertThat(answer.body()).isEqualTo("POST /wait ? hello");
                assertThat(answer.header("X-Thread")).startsWith("hydrant-worker");
            }
        }
    }

    @Test
    void passesThePathOnAsItWasSent() throws IOException {
        try (RawClient client = connect()) {
            client.send("GET /at-once/a%2Fb%20c;v=1/x?list-type=2&prefix=a%2Fb HTTP/1.1\r\nHost: x\r\n\r\n");

            assertThat(client.read().body()).isEqualTo("GET /at-once/a%2Fb%20c;v=1/x ?list-type=2&prefix=a%2Fb ");

            client.send("GET http://s3.local/at-once/key?x HTTP/1.1\r\nHost: s3.local\r\n\r\n");

            assertThat(client.read().body()).isEqualTo("GET /at-once/key ?x ");
        }
    }

    @Test
    void waitsForABodyThatComesInPieces() throws IOException {
        try (RawClient client = connect();
                RawClient other = connect()) {
            for (String path : List.of("/at-once", "/wait")) {
                client.send("POST " + path + " HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nabc");
                other.send("GET /at-once HTTP/1.1\r\nHost: x\r\n\r\n");
                assertThat(other.read().status()).isEqualTo(200);
                client.send("defg");
                other.send("GET /at-once HTTP/1.1\r\nHost: x\r\n\r\n");
                assertThat(other.read().status()).isEqualTo(200);
                client.send("hij");

                assertThat(client.read().body()).isEqualTo("POST " + path + " ? abcdefghij");
            }
        }
    }

    @Test
    void readsALongBodyIntoOneExactArray() throws IOException {
        String body = "x".repeat(BOUND);
        try (RawClient client = connect()) {
            client.send("POST /size HTTP/1.1\r\nHost: x\r\nContent-Length: " + BOUND + "\r\n\r\n" + body);

            assertThat(client.read().body()).isEqualTo(Integer.toString(BOUND));
        }
    }

    @Test
    void readsAChunkedBody() throws IOException {
        try (RawClient client = connect()) {
            client.send("POST /at-once HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n");
            client.send("6\r\n world\r\n0\r\n\r\n");
            assertThat(client.read().body()).isEqualTo("POST /at-once ? hello world");

            String chunk = Integer.toHexString(BOUND / 4) + "\r\n" + "y".repeat(BOUND / 4) + "\r\n";
            client.send("POST /size HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n");
            client.send(chunk + chunk + chunk + chunk + "0\r\n\r\n");
            assertThat(client.read().body()).isEqualTo(Integer.toString(BOUND));
        }
    }

    @Test
    void boundsABodyByItsOwnLimitAlone() throws IOException {
        int size = 3 << 20; // more than Undertow's own limit
        try (HttpServer roomy = Servers.start(echo, 4 << 20)) {
            try (RawClient client = new RawClient(roomy.port())) {
                client.send("POST /size HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
                        + Integer.toHexString(size) + "\r\n" + "y".repeat(size) + "\r\n0\r\n\r\n");
                assertThat(client.read().body()).isEqualTo(Integer.toString(size));

                client.send(
                        "POST /size HTTP/1.1\r\nHost: x\r\nContent-Length: " + size + "\r\n\r\n" + "y".repeat(size));
                assertThat(client.read().body()).isEqualTo(Integer.toString(size));
            }
        }
    }

    @Test
    void refusesABodyThatIsAnnouncedTooLong() throws IOException {
        try (RawClient client = connect()) {
            client.send("POST /at-once HTTP/1.1\r\nHost: x\r\nContent-Length: " + (BOUND + 1) + "\r\n\r\nabc");

            RawClient.Answer answer = client.read();

            assertThat(answer.status()).isEqualTo(413);
            assertThat(answer.body()).contains("at most " + BOUND + " bytes");
            assertThat(client.isClosedByServer()).isTrue();
            assertThat(echo.answered.get()).isZero();
        }
    }

    @Test
    void refusesAChunkedBodyOnceItIsTooLong() throws IOException {
        String chunk = Integer.toHexString(BOUND / 2) + "\r\n" + "y".repeat(BOUND / 2) + "\r\n";
        try (RawClient client = connect()) {
            client.send("POST /at-once HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n");
            client.send(chunk + chunk + "1\r\n");
            client.send("z\r\n");

            RawClient.Answer answer = client.read();

            assertThat(answer.status()).isEqualTo(413);
            assertThat(answer.body()).contains("at most " + BOUND + " bytes");
            assertThat(client.isClosedByServer()).isTrue();
            assertThat(echo.answered.get()).isZero();
        }
    }

    @Test
    void answersPipelinedRequestsInOrder() throws IOException {
        try (RawClient client = connect()) {
            client.send("POST /wait HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n\r\n1"
                    + "POST /at-once HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n\r\n2"
                    + "GET /at-once HTTP/1.1\r\nHost: x\r\n\r\n");

            assertThat(client.read().body()).isEqualTo("POST /wait ? 1");
            assertThat(client.read().body()).isEqualTo("POST /at-once ? 2");
            assertThat(client.read().body()).isEqualTo("GET /at-once ? ");
        }
    }

    @Test
    void asksForTheBodyOfAClientThatWaitsForIt() throws IOException {
        try (RawClient client = connect()) {
            for (int i = 0; i < 2; i++) {
                client.send("PUT /wait HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n");
                assertThat(client.readInterim()).isEqualTo("HTTP/1.1 100 Continue");
                client.send("hello");

                assertThat(client.read().body()).isEqualTo("PUT /wait ? hello");
            }
            client.send("PUT /wait HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 9999999\r\n\r\n");

            assertThat(client.read().status()).isEqualTo(413);
        }
    }

    @Test
    void answersHeadWithoutABody() throws IOException {
        try (RawClient client = connect()) {
            client.send("HEAD /at-once HTTP/1.1\r\nHost: x\r\n\r\n");
            RawClient.Answer answer = client.readHead();
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("Content-Length")).isEqualTo("16");

            client.send("HEAD /object HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(client.readHead().header("Content-Length")).isEqualTo("12345");

            client.send("GET /at-once HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(client.read().body()).isEqualTo("GET /at-once ? ");
        }
    }

    @Test
    void sendsNoBodyWithStatus204() throws IOException {
        try (RawClient client = connect()) {
            client.send("DELETE /nothing HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(client.readHead().status()).isEqualTo(204);

            client.send("GET /at-once HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(client.read().body()).isEqualTo("GET /at-once ? ");
        }
    }

    @ExpectedErrors("on purpose")
    @Test
    void answersInternalFailureWhenAnEndpointThrowsAndKeepsTheConnection() throws IOException {
        try (RawClient client = connect()) {
            for (String path : List.of("/throw-at-once", "/throw-later", "/throw-owns")) {
                client.send("POST " + path + " HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}");

                RawClient.Answer answer = client.read();

                assertThat(answer.status()).isEqualTo(500);
                assertThat(answer.body()).contains("\"__type\":\"InternalFailure\"");
                assertThat(answer.header("x-amzn-RequestId")).isNotEmpty();
            }
            client.send("GET /at-once HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(client.read().status()).isEqualTo(200);
        }
    }

    @ExpectedErrors("X-Bad")
    @Test
    void hangsUpWhenAnAnswerCannotBeWritten() throws IOException {
        try (RawClient client = connect()) {
            client.send("GET /bad-header HTTP/1.1\r\nHost: x\r\n\r\n");

            assertThat(client.rest()).isEmpty();
        }
        assertNothingIsInFlight();
    }

    @Test
    void answersALargeBodyToASlowReader() throws IOException {
        try (RawClient client = connect()) {
            client.send("GET /large HTTP/1.1\r\nHost: x\r\n\r\nGET /large-later HTTP/1.1\r\nHost: x\r\n\r\n");

            assertThat(client.read().body()).hasSize(Echo.LARGE);
            assertThat(client.read().body()).hasSize(Echo.LARGE);
        }
    }

    @Test
    void answersMalformedRequestsWithoutAFailureOfItsOwn() throws IOException {
        for (String bad : List.of(
                "\u0016\u0003\u0001 nonsense\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: abc\r\n\r\nx",
                "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\n\r\nx",
                "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999999999999\r\n\r\nx",
                "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nContent-Length: 5\r\n\r\nxxxxx",
                "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nxx\r\n0\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: nonsense\r\n\r\nx",
                "GET /at-once/%zz?%zz=%u HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /?" + "a&".repeat(5000) + " HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: x\r\nX: " + "a".repeat(200_000) + "\r\n\r\n")) {
            try (RawClient client = connect()) {
                client.send(bad);
                client.endOfInput();

                String all = client.rest();

                assertThat(all).as(bad.substring(0, Math.min(70, bad.length()))).doesNotContain("HTTP/1.1 5");
            }
        }
        assertNothingIsInFlight();
    }

    @Test
    void forgetsAClientThatLeavesInTheMiddleOfItsBody() throws IOException {
        try (RawClient client = connect()) {
            client.send("POST /at-once HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nabc");
            client.endOfInput();

            assertThat(client.rest()).isEmpty();
        }
        assertThat(echo.answered.get()).isZero();
        assertNothingIsInFlight();
    }

    @Test
    void answersAHalfClosedClient() throws IOException {
        try (RawClient client = connect()) {
            client.send("POST /wait HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\nhi");
            client.endOfInput();

            assertThat(client.read().body()).isEqualTo("POST /wait ? hi");
        }
    }

    @Test
    void cutsOffABodyThatStalls() throws IOException {
        try (HttpServer other = new HttpServer(
                "127.0.0.1",
                0,
                new Router(List.of(), echo),
                WebPages.ofThisMachine(),
                BOUND,
                1,
                Share.unbounded("bodies"),
                Optional.empty())) {
            other.start();
            try (RawClient client = new RawClient(other.port())) {
                client.send("POST /at-once HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nabc");

                assertThat(client.rest()).isEmpty();
            }
        }
    }

    @Test
    @ExpectedErrors("on purpose")
    void aFaultWhileABodyIsReadIsAnswered() throws IOException {
        int size = Reservation.UNCOUNTED + 1;
        try (HttpServer roomy = Servers.start(echo, 4 << 20)) {
            for (String fault : List.of("/fault", "/used-up")) {
                try (RawClient client = new RawClient(roomy.port())) {
                    client.send("POST " + fault + " HTTP/1.1\r\nHost: x\r\nContent-Length: " + size + "\r\n\r\n"
                            + "y".repeat(size));

                    RawClient.Answer answer = client.read();

                    assertThat(answer.status()).isEqualTo(fault.equals("/fault") ? 500 : 503);
                    assertThat(answer.body()).isNotBlank();
                    assertThat(client.isClosedByServer()).isTrue();
                }
            }
        }
    }

    @Test
    void aBodyWithoutRoomIsRefusedAndTheRoomIsGivenBack() throws IOException {
        Share bodies = new Share("bodies", 2 << 20);
        int size = 1 << 20;
        String head = "POST /size HTTP/1.1\r\nHost: x\r\nContent-Length: " + size + "\r\n\r\n";
        try (HttpServer roomy = Servers.start(echo, 4 << 20, bodies)) {
            try (RawClient one = new RawClient(roomy.port());
                    RawClient two = new RawClient(roomy.port());
                    RawClient three = new RawClient(roomy.port())) {
                one.send(head + "y".repeat(size / 2));
                two.send(head + "y".repeat(size / 2));
                Servers.await(() -> bodies.used() == 2L * size);
                three.send(head + "y".repeat(size));
                assertThat(three.read().status()).isEqualTo(503);

                one.send("y".repeat(size / 2));
                two.send("y".repeat(size / 2));

                assertThat(one.read().body()).isEqualTo(Integer.toString(size));
                assertThat(two.read().body()).isEqualTo(Integer.toString(size));
            }
            Servers.await(() -> bodies.used() == 0);
        }
    }

    @Test
    void answersWhatIsInFlightBeforeItStops() throws Exception {
        try (RawClient client = connect();
                RawClient idle = connect()) {
            idle.send("GET /at-once HTTP/1.1\r\nHost: x\r\n\r\n");
            idle.read();
            client.send("GET /gate HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(echo.entered.await(60, TimeUnit.SECONDS)).isTrue();

            CompletableFuture<Void> closed = CompletableFuture.runAsync(server::close);
            assertThat(closed).isNotDone();
            echo.gate.countDown();

            assertThat(client.read().body()).isEqualTo("through");
            closed.get(60, TimeUnit.SECONDS);
            assertThat(idle.rest()).isEmpty();
        }
    }

    private RawClient connect() throws IOException {
        return new RawClient(server.port());
    }

    private void assertNothingIsInFlight() throws IOException {
        try (RawClient client = connect()) {
            client.send("GET /at-once HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(client.read().status()).isEqualTo(200);
        }
        Servers.awaitNothingInFlight(server);
    }
}
