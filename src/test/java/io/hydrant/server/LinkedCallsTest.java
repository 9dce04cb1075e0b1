package io.hydrant.server;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;

import io.hydrant.http.HttpEndpoint;
import io.hydrant.http.HttpRequest;
import io.hydrant.http.HttpResponse;
import io.hydrant.http.NoAnswerException;
import io.hydrant.http.RequestHead;
import io.hydrant.http.Routes;
import io.hydrant.http.WebPages;
import io.hydrant.memory.Share;
import io.hydrant.server.link.LinkServer;
import io.hydrant.server.link.Links;
import io.hydrant.server.link.LostCallException;
import io.hydrant.support.ExpectedErrors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Calls of one node to another, over real sockets. */
@Timeout(60)
class LinkedCallsTest {
    private static final int ROOM = 1 << 20;

    private final Links links = new Links();
    private final Share bodies = new Share("bodies", ROOM);
    private volatile HttpEndpoint answers = new Answering(Way.AT_ONCE, LinkedCallsTest::echo);
    private final HttpServer near = server(head -> answers, links, Share.unbounded("bodies"));
    private final HttpServer far = server(head -> answers, new Links(), bodies);

    private static HttpServer server(Routes routes, Links links, Share bodies) {
        return new HttpServer(
                "127.0.0.1", 0, routes, WebPages.ofThisMachine(), ROOM, bodies, new NodeEnd(routes, links));
    }

    @BeforeEach
    void start() {
        near.start();
        far.start();
    }

    @AfterEach
    void stop() {
        near.close();
        far.close();
    }

    /** How an endpoint comes to its answer. */
    private enum Way {
        AT_ONCE,
        PARKED,
        LATER
    }

    private record Answering(Way way, Function<HttpRequest, CompletableFuture<HttpResponse>> to)
            implements HttpEndpoint {
        @Override
        public boolean owns(RequestHead head) {
            return true;
        }

        @Override
        public HttpResponse answer(HttpRequest request) {
            return answerLater(request).join();
        }

        @Override
        public Optional<HttpResponse> answerAtOnce(HttpRequest request) {
            return way == Way.AT_ONCE ? Optional.of(to.apply(request).join()) : Optional.empty();
        }

        @Override
        public boolean parks() {
            return way == Way.PARKED;
        }

        @Override
        public Optional<CompletableFuture<HttpResponse>> park(HttpRequest request) {
            return Optional.of(to.apply(request));
        }

        @Override
        public CompletableFuture<HttpResponse> answerLater(HttpRequest request) {
            return to.apply(request);
        }

        @Override
        public HttpResponse noRoom(RequestHead head) {
            return HttpResponse.of(503, "text/plain", "full");
        }
    }

    private static CompletableFuture<HttpResponse> echo(HttpRequest request) {
        return CompletableFuture.completedFuture(new HttpResponse(
                200, Map.of("X-Name", request.head().header("x-NAME").orElse("-")), request.body()));
    }

    private record Head(String name) implements RequestHead {
        @Override
        public String method() {
            return "POST";
        }

        @Override
        public String path() {
            return "/";
        }

        @Override
        public String query() {
            return "";
        }

        @Override
        public Optional<String> header(String asked) {
            return asked.equalsIgnoreCase("X-Name") ? Optional.of(name) : Optional.empty();
        }

        @Override
        public List<String> headerNames() {
            return List.of("X-Name");
        }
    }

    private static HttpRequest request(String name, byte[] body) {
        return new HttpRequest(new Head(name), body);
    }

    private CompletableFuture<HttpResponse> call(HttpRequest request) {
        return links.call("127.0.0.1:" + far.port(), request);
    }

    private static String text(HttpResponse answer) {
        return new String(answer.body(), 0, answer.length(), UTF_8);
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void callsOfAllSizesGetTheirAnswers(Way way) {
        answers = new Answering(way, LinkedCallsTest::echo);
        Random random = new Random(7);
        List<byte[]> sent = new ArrayList<>();
        List<CompletableFuture<HttpResponse>> answered = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            byte[] body = new byte[random.nextInt(i % 10 == 0 ? 60_000 : 300)];
            random.nextBytes(body);
            sent.add(body);
            answered.add(call(request("n" + i + "é".repeat(i * 10), body)));
        }
        for (int i = 0; i < 200; i++) {
            HttpResponse answer = answered.get(i).join();
            assertThat(answer.headers()).containsExactly(Map.entry("X-Name", "n" + i + "é".repeat(i * 10)));
            assertThat(Arrays.copyOf(answer.body(), answer.length())).isEqualTo(sent.get(i));
        }
        Servers.awaitNothingInFlight(far);
    }

    @ParameterizedTest
    @ValueSource(ints = {8 * 1024, 8 * 1024 + 1, 64 * 1024, 300_000})
    void longHeadsAndBodiesPass(int length) {
        byte[] body = new byte[length];
        new Random(length).nextBytes(body);

        HttpResponse answer = call(request("x".repeat(length), body)).join();

        assertThat(answer.headers()).containsEntry("X-Name", "x".repeat(length));
        assertThat(answer.body()).isEqualTo(body);
        Servers.awaitNothingInFlight(far);
        assertThat(bodies.used()).isZero();
    }

    @Test
    void aBodyForWhichThereIsNoMemoryIsRefusedAndTheNextIsNot() {
        assertThat(bodies.take(ROOM - 1_000)).isTrue();
        CompletableFuture<HttpResponse> refused = call(request("a", new byte[100_000]));
        CompletableFuture<HttpResponse> small = call(request("b", "small".getBytes(UTF_8)));

        assertThat(refused.join().status()).isEqualTo(503);
        assertThat(text(small.join())).isEqualTo("small");
        Servers.awaitNothingInFlight(far);
        assertThat(bodies.used()).isEqualTo(ROOM - 1_000);
    }

    @Test
    void anAnswerForWhichThereIsNoMemoryIsRefused() {
        answers = new Answering(
                Way.LATER,
                request -> CompletableFuture.completedFuture(new HttpResponse(200, Map.of(), new byte[2 * ROOM])));

        assertThat(text(call(request("a", new byte[0])).join())).isEqualTo("full");
        Servers.awaitNothingInFlight(far);
        assertThat(bodies.used()).isZero();
    }

    @ParameterizedTest
    @EnumSource(NoAnswerException.Ending.class)
    void aClientThatIsToGetNoAnswerGetsNone(NoAnswerException.Ending ending) {
        answers = new Answering(Way.PARKED, request -> CompletableFuture.failedFuture(new NoAnswerException(ending)));

        assertThatThrownBy(() -> call(request("a", new byte[0])).join())
                .cause()
                .isInstanceOfSatisfying(NoAnswerException.class, none -> assertThat(none.ending())
                        .isEqualTo(ending));
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    @ExpectedErrors("Request failed")
    void aFaultIsAnsweredAsOne(Way way) {
        answers = new Answering(way, request -> {
            throw new IllegalStateException("on purpose");
        });

        assertThat(call(request("a", new byte[0])).join().status()).isEqualTo(500);
    }

    @Test
    void whatAwaitsAnAnswerEndsWithItsClientAndItsConnection() throws InterruptedException {
        List<CompletableFuture<HttpResponse>> waiting = List.of(new CompletableFuture<>(), new CompletableFuture<>());
        CountDownLatch entered = new CountDownLatch(2);
        answers = new Answering(Way.LATER, request -> {
            entered.countDown();
            return waiting.get(Integer.parseInt(request.head().header("X-Name").orElseThrow()));
        });
        CompletableFuture<HttpResponse> gone = call(request("0", new byte[0]));
        CompletableFuture<HttpResponse> other = call(request("1", new byte[0]));
        entered.await();

        gone.cancel(true);
        Servers.await(waiting.get(0)::isCancelled);
        assertThat(waiting.get(1)).isNotDone();

        links.keepOnly("another:1");
        Servers.await(waiting.get(1)::isCancelled);
        assertThat(sent(other)).isTrue();
        Servers.awaitNothingInFlight(far);
    }

    /** Whether the call that was lost may have been carried out. */
    private static boolean sent(CompletableFuture<HttpResponse> lost) {
        try {
            throw new AssertionError("It was answered: " + lost.join());
        } catch (CompletionException e) {
            if (e.getCause() instanceof LostCallException cause) {
                return cause.isSent();
            }
            throw e;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1:1", "no-such-host.invalid:4566"})
    void aCallToNoNodeIsNotSent(String address) {
        assertThat(sent(links.call(address, request("a", new byte[0])))).isFalse();
        assertThat(text(call(request("b", "on".getBytes(UTF_8))).join())).isEqualTo("on");
    }

    /** @param answered how many bytes of an answer come before the connection breaks */
    @ParameterizedTest
    @ValueSource(ints = {0, 4, 20, 30})
    void aConnectionThatBreaksSaysWhatWasSent(int answered) throws Exception {
        ByteBuffer answer = ByteBuffer.allocate(31);
        answer.putInt(27).put((byte) 2).putInt(1).putInt(8).putInt(200).putInt(0);
        try (ServerSocket node = new ServerSocket(0)) {
            CompletableFuture<HttpResponse> lost =
                    links.call("127.0.0.1:" + node.getLocalPort(), request("a", new byte[10]));
            try (Socket socket = node.accept()) {
                DataInputStream in = new DataInputStream(socket.getInputStream());
                byte[] preface = new byte[LinkServer.preface().length];
                in.readFully(preface);
                assertThat(preface).isEqualTo(LinkServer.preface());
                in.readFully(new byte[in.readInt()]);
                socket.getOutputStream().write(answer.array(), 0, answered);
            }
            assertThat(sent(lost)).isTrue();
        }
    }

    @Test
    void aServerThatStopsAnswersWhatItHas() throws InterruptedException {
        CompletableFuture<HttpResponse> stored = new CompletableFuture<>();
        CountDownLatch entered = new CountDownLatch(1);
        answers = new Answering(Way.PARKED, request -> {
            entered.countDown();
            return stored;
        });
        CompletableFuture<HttpResponse> asked = call(request("a", new byte[0]));
        entered.await();
        Thread stop = new Thread(far::close);
        stop.start();
        stored.complete(HttpResponse.of(200, "text/plain", "stored"));

        assertThat(text(asked.join())).isEqualTo("stored");
        stop.join();
    }

    @ParameterizedTest
    @ValueSource(strings = {"kind", "length", "head", "answer"})
    void whatIsNoCallEndsItsConnectionAlone(String wrong) throws IOException {
        ByteBuffer frame = ByteBuffer.allocate(17);
        frame.putInt(wrong.equals("length") ? -1 : 13)
                .put((byte) (wrong.equals("kind") ? 9 : wrong.equals("answer") ? 2 : 1))
                .putInt(1)
                .putInt(4)
                .putInt(wrong.equals("head") ? 1_000_000 : 0);
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), far.port())) {
            socket.getOutputStream().write(LinkServer.preface());
            socket.getOutputStream().write(frame.array());

            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
        assertThat(text(call(request("b", "on".getBytes(UTF_8))).join())).isEqualTo("on");
    }

    @Test
    void aServerThatIsNoNodeTakesNoCalls() throws IOException {
        try (HttpServer alone = Servers.start(answers, ROOM);
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), alone.port())) {
            socket.getOutputStream().write(LinkServer.preface());

            assertThat(new String(socket.getInputStream().readNBytes(12), UTF_8))
                    .isEqualTo("HTTP/1.1 400");
        }
    }
}
