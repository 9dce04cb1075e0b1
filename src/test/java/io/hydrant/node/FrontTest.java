package io.hydrant.node;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

import io.hydrant.admin.ControlForm;
import io.hydrant.http.HttpEndpoint;
import io.hydrant.http.HttpRequest;
import io.hydrant.http.HttpResponse;
import io.hydrant.http.RequestForm;
import io.hydrant.http.RequestHead;
import io.hydrant.http.Routes;
import io.hydrant.http.WebPages;
import io.hydrant.memory.Share;
import io.hydrant.protocol.JsonForm;
import io.hydrant.protocol.UnknownOperationEndpoint;
import io.hydrant.server.EntryPoint;
import io.hydrant.server.HttpServer;
import io.hydrant.store.Lease;
import io.hydrant.store.Node;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

/** Two nodes over real sockets: what one of them does with a call that the other is to answer. */
@Timeout(60)
class FrontTest {
    private static final List<RequestForm> FORMS = List.of(
            new JsonForm("Firehose_20150804", false),
            new JsonForm("Kinesis_20131202", true),
            new ControlForm(),
            new UnknownOperationEndpoint());

    private final HttpClient client = HttpClient.newHttpClient();
    private final AtomicLong nanos = new AtomicLong();
    private final Front near = new Front(FORMS, nanos::get);
    private final Front far = new Front(FORMS, nanos::get);
    private final HttpServer nearServer = server(near, 0);
    private final HttpServer farServer = server(far, 0);

    private static HttpServer server(Front front, int port) {
        return new HttpServer(
                "127.0.0.1",
                port,
                front,
                WebPages.ofThisMachine(),
                1 << 20,
                Share.unbounded("bodies"),
                front.nodeEnd());
    }

    @BeforeEach
    void start() {
        nearServer.start();
        farServer.start();
    }

    @AfterEach
    void stop() {
        nearServer.close();
        farServer.close();
    }

    /** Answers later, on whatever it is asked. */
    private record Later(Function<HttpRequest, CompletableFuture<HttpResponse>> answers) implements HttpEndpoint {
        @Override
        public boolean owns(RequestHead head) {
            return true;
        }

        @Override
        public HttpResponse answer(HttpRequest request) {
            return answerLater(request).join();
        }

        @Override
        public CompletableFuture<HttpResponse> answerLater(HttpRequest request) {
            return answers.apply(request);
        }
    }

    private Lease leaseOf(HttpServer server) {
        return new Lease("node " + server.port(), "127.0.0.1:" + server.port(), 1);
    }

    private record Led(Term term, EntryPoint entry) {}

    /** Makes a node lead; every call is answered by {@code answers}. */
    private Led lead(Front front, HttpServer server, Function<HttpRequest, CompletableFuture<HttpResponse>> answers) {
        Term term = new Term(new Node("node " + server.port(), "", ""), 1, nanos::get);
        term.renew(nanos.get(), Duration.ofHours(1));
        HttpEndpoint endpoint = new Later(answers);
        Routes routes = head -> endpoint;
        EntryPoint entry = front.entryPoint(term, routes, server);
        entry.start();
        return new Led(term, entry);
    }

    private static Function<HttpRequest, CompletableFuture<HttpResponse>> saying(String text) {
        return request -> CompletableFuture.completedFuture(HttpResponse.of(200, "text/plain", text));
    }

    private java.net.http.HttpRequest.Builder request(HttpServer server, String target) {
        return java.net.http.HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + target));
    }

    private CompletableFuture<java.net.http.HttpResponse<String>> post(HttpServer server, String target) {
        return client.sendAsync(
                request(server, target).POST(BodyPublishers.ofString("{}")).build(), BodyHandlers.ofString(ISO_8859_1));
    }

    /** What the thread of the beats does, until there is an answer. */
    private java.net.http.HttpResponse<String> answer(CompletableFuture<java.net.http.HttpResponse<String>> asked) {
        while (!asked.isDone()) {
            near.retry();
            Thread.onSpinWait();
        }
        return asked.join();
    }

    @Test
    void callsAndAnswersPassAsTheyAre() throws Exception {
        lead(far, farServer, request -> {
            RequestHead head = request.head();
            String told = head.method()
                    + ' '
                    + head.path()
                    + '?'
                    + head.query()
                    + ' '
                    + head.header("X-Asked").orElse("")
                    + ' '
                    + head.header("Origin").isPresent();
            return CompletableFuture.completedFuture(
                    new HttpResponse(418, Map.of("X-Told", told, "Content-Type", "odd/odd"), request.body()));
        });
        near.follow(Optional.of(leaseOf(farServer)));
        byte[] body = new byte[100_000];
        for (int i = 0; i < body.length; i++) {
            body[i] = (byte) (i * 31);
        }

        java.net.http.HttpResponse<byte[]> answer = client.send(
                request(nearServer, "/a%20b/%2F?x=%3D&y")
                        .method("PATCH", BodyPublishers.ofByteArray(body))
                        .header("X-Asked", "for")
                        .header("Origin", "http://localhost:1")
                        .build(),
                BodyHandlers.ofByteArray());

        assertThat(answer.statusCode()).isEqualTo(418);
        assertThat(answer.headers().firstValue("X-Told")).contains("PATCH /a%20b/%2F?x=%3D&y for true");
        assertThat(answer.headers().firstValue("Content-Type")).contains("odd/odd");
        assertThat(answer.body()).isEqualTo(body);
    }

    @Test
    void aNodeThatDoesNotLeadSaysSoAndIsAskedAgain() {
        near.follow(Optional.of(leaseOf(farServer)));
        CompletableFuture<java.net.http.HttpResponse<String>> asked = post(nearServer, "/");
        near.retry();
        lead(far, farServer, saying("led"));

        assertThat(answer(asked).body()).isEqualTo("led");
    }

    @Test
    void aConnectionThatIsRefusedIsTriedAgain() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        near.follow(Optional.of(new Lease("starting", "127.0.0.1:" + free, 1)));
        CompletableFuture<java.net.http.HttpResponse<String>> asked = post(nearServer, "/");
        for (int i = 0; i < 1_000; i++) {
            near.retry();
        }
        try (HttpServer started = server(far, free)) {
            started.start();
            lead(far, started, saying("led"));

            assertThat(answer(asked).body()).isEqualTo("led");
        }
    }

    @Test
    void aCallWaitsUntilItsOwnNodeLeads() {
        CompletableFuture<java.net.http.HttpResponse<String>> asked = post(nearServer, "/");
        near.retry();
        lead(near, nearServer, saying("here"));

        assertThat(answer(asked).body()).isEqualTo("here");
    }

    @Test
    void aTermThatIsOverHandsCallsOn() {
        Led led = lead(near, nearServer, saying("here"));
        lead(far, farServer, saying("there"));
        near.follow(Optional.of(leaseOf(farServer)));
        assertThat(post(nearServer, "/").join().body()).isEqualTo("here");

        led.term().end();

        assertThat(post(nearServer, "/").join().body()).isEqualTo("there");
    }

    @ParameterizedTest
    @CsvSource({
        "/, Firehose_20150804.PutRecord, application/x-amz-json-1.1",
        "/, Kinesis_20131202.PutRecord, application/x-amz-cbor-1.1",
        "/_hydrant/flush, none, application/json"
    })
    void aChangeThatIsUnderWayWhenTheLeaderIsLostIsAnsweredInItsForm(String path, String target, String type)
            throws InterruptedException {
        CountDownLatch entered = new CountDownLatch(1);
        lead(far, farServer, request -> {
            entered.countDown();
            return new CompletableFuture<>(); // stands still
        });
        near.follow(Optional.of(leaseOf(farServer)));
        CompletableFuture<java.net.http.HttpResponse<String>> asked = client.sendAsync(
                request(nearServer, path)
                        .header("X-Amz-Target", target)
                        .header("Content-Type", type)
                        .POST(BodyPublishers.ofString("{}"))
                        .build(),
                BodyHandlers.ofString(ISO_8859_1));
        entered.await();
        assertThat(asked).isNotDone();

        near.follow(Optional.of(new Lease("another", "127.0.0.1:1", 2)));

        java.net.http.HttpResponse<String> answer = asked.join();
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Content-Type")).contains(type);
        assertThat(answer.body()).contains("The node that leads has gone while it answered.");
    }

    @Test
    void aQuestionThatIsUnderWayWhenTheLeaderIsLostIsAskedAgain() throws InterruptedException {
        CountDownLatch entered = new CountDownLatch(1);
        lead(far, farServer, request -> {
            entered.countDown();
            return new CompletableFuture<>();
        });
        near.follow(Optional.of(leaseOf(farServer)));
        CompletableFuture<java.net.http.HttpResponse<String>> asked = client.sendAsync(
                request(nearServer, "/_hydrant/deliveries?stream=orders&await=PT60S")
                        .build(),
                BodyHandlers.ofString());
        entered.await();

        lead(near, nearServer, saying("here"));

        assertThat(answer(asked).body()).isEqualTo("here");
    }

    @Test
    void whatWaitsWhenTheTermEndsIsAnsweredElsewhere() throws InterruptedException {
        CountDownLatch entered = new CountDownLatch(4);
        Led led = lead(near, nearServer, request -> {
            entered.countDown();
            return new CompletableFuture<>();
        });
        CompletableFuture<java.net.http.HttpResponse<String>> change = post(nearServer, "/");
        CompletableFuture<java.net.http.HttpResponse<String>> question =
                client.sendAsync(request(nearServer, "/_hydrant/deliveries").build(), BodyHandlers.ofString());
        far.follow(Optional.of(leaseOf(nearServer)));
        CompletableFuture<java.net.http.HttpResponse<String>> changeOfOther = post(farServer, "/");
        CompletableFuture<java.net.http.HttpResponse<String>> questionOfOther =
                client.sendAsync(request(farServer, "/_hydrant/deliveries").build(), BodyHandlers.ofString());
        entered.await();

        led.term().end();
        led.entry().close();
        lead(far, farServer, saying("there"));
        near.follow(Optional.of(leaseOf(farServer)));

        assertThat(change.join().statusCode()).isEqualTo(503);
        assertThat(changeOfOther.join().statusCode()).isEqualTo(503);
        assertThat(answer(question).body()).isEqualTo("there");
        far.retry();
        assertThat(answer(questionOfOther).body()).isEqualTo("there");
    }

    @Test
    void aNodeThatEndsLetsItsCallsGo() throws InterruptedException {
        CountDownLatch entered = new CountDownLatch(1);
        lead(far, farServer, request -> {
            entered.countDown();
            return new CompletableFuture<>();
        });
        near.follow(Optional.of(leaseOf(farServer)));
        CompletableFuture<java.net.http.HttpResponse<String>> underWay = post(nearServer, "/");
        entered.await();

        nearServer.close();

        assertThat(underWay.handle((answer, failure) -> failure == null ? answer.statusCode() : 503)
                        .join())
                .isEqualTo(503);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/_hydrant/clock"})
    void aCallDoesNotWaitForEver(String path) {
        CompletableFuture<java.net.http.HttpResponse<String>> asked = post(nearServer, path);
        while (!asked.isDone()) {
            nanos.addAndGet(Duration.ofSeconds(1).toNanos());
            near.retry();
        }

        assertThat(asked.join().statusCode()).isEqualTo(503);
        assertThat(asked.join().body()).contains("No node leads at the moment.");
    }

    @Test
    void aNodeThatIsNotReachedIsToldApartFromOneThatDoesNotLead() {
        near.follow(Optional.of(leaseOf(farServer)));
        farServer.close();
        CompletableFuture<java.net.http.HttpResponse<String>> asked = post(nearServer, "/");
        while (!asked.isDone()) {
            nanos.addAndGet(Duration.ofSeconds(1).toNanos());
            near.retry();
        }

        assertThat(asked.join().statusCode()).isEqualTo(503);
        assertThat(asked.join().body()).contains("No call reaches the node that leads.");
    }
}
