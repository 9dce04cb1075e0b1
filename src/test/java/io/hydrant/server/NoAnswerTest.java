package io.hydrant.server;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import io.hydrant.http.HttpEndpoint;
import io.hydrant.http.HttpRequest;
import io.hydrant.http.HttpResponse;
import io.hydrant.http.NoAnswerException;
import io.hydrant.http.RequestHead;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(60)
class NoAnswerTest {
    private final HttpServer server = Servers.start(new Silent(), 64 * 1024);

    /** Gives no answer, in the way that the path names; under {@code /at-once} on the I/O thread. */
    private static final class Silent implements HttpEndpoint {
        @Override
        public boolean owns(RequestHead head) {
            return true;
        }

        @Override
        public Optional<HttpResponse> answerAtOnce(HttpRequest request) {
            return request.head().path().startsWith("/at-once/") ? Optional.of(answer(request)) : Optional.empty();
        }

        @Override
        public HttpResponse answer(HttpRequest request) {
            String path = request.head().path();
            String how = path.substring(path.lastIndexOf('/') + 1).toUpperCase(Locale.ROOT);
            throw new NoAnswerException(NoAnswerException.Ending.valueOf(how));
        }
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private RawClient ask(String path) throws IOException {
        RawClient client = new RawClient(server.port());
        client.send("POST " + path + " HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello");
        return client;
    }

    @Test
    void theConnectionIsReset() throws IOException {
        for (String path : List.of("/reset", "/at-once/reset")) {
            try (RawClient client = ask(path)) {
                assertThat(client.isResetByServer()).as(path).isTrue();
            }
        }
    }

    @Test
    void theConnectionIsClosedWithoutAReset() throws IOException {
        for (String path : List.of("/close", "/at-once/close")) {
            try (RawClient client = ask(path)) {
                assertThat(client.isResetByServer()).as(path).isFalse();
            }
        }
    }

    @Test
    void aClientIsLeftWaitingUntilItGivesUp() throws IOException {
        for (String path : List.of("/hang", "/at-once/hang")) {
            try (RawClient client = ask(path)) {
                assertThat(client.hearsNothing()).as(path).isTrue();
            }
            Servers.awaitNothingInFlight(server);
        }
    }

    @Test
    void aStopOfTheServerEndsTheWait() throws IOException {
        try (RawClient client = ask("/hang")) {
            assertThat(client.hearsNothing()).isTrue();

            server.close();

            assertThat(client.isClosedByServer()).isTrue();
        }
    }

    @Test
    void overHttp2AStreamEndsAlone() throws IOException {
        try (RawHttp2Client client = RawHttp2Client.begun(server.port())) {
            int stream = 1;
            for (String path : List.of("/reset", "/at-once/reset", "/close", "/at-once/close")) {
                client.post(stream, path, "hello");
                assertThat(client.resetOf(stream)).as(path).isEqualTo(8);
                stream += 2;
            }
            Servers.awaitNothingInFlight(server);
            for (String path : List.of("/hang", "/at-once/hang")) {
                client.post(stream, path, "hello");
                client.ping();
                assertThat(server.inFlight()).as(path).isEqualTo(1);
                client.reset(stream);
                Servers.awaitNothingInFlight(server);
                stream += 2;
            }
            client.post(stream, "/hang", "hello");
            client.ping();
        }
        Servers.awaitNothingInFlight(server);
    }
}
