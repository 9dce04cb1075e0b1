package io.hydrant.it;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.hydrant.Hydrant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** Whatever comes over the socket, the answer is a 4xx or a closed connection, and the next request is served. */
@Timeout(300)
class HostileInputIT {
    private static final int BODY_LIMIT = 16 << 20;
    private static final int DEEP = 100_000;
    private static final List<String> TARGETS = List.of(
            "Firehose_20150804.PutRecord",
            "Firehose_20150804.PutRecordBatch",
            "Firehose_20150804.CreateDeliveryStream",
            "Firehose_20150804.DescribeDeliveryStream",
            "TrentService.DescribeKey",
            "TrentService.Encrypt",
            "TrentService.CreateGrant");

    private static Hydrant hydrant;
    private static HttpClient http;

    @BeforeAll
    static void start() {
        hydrant = Hydrant.start();
        http = HttpClient.newHttpClient();
    }

    @AfterAll
    static void stop() {
        hydrant.close();
    }

    static Stream<Arguments> everyBodyForEveryOperation() {
        List<Arguments> all = new ArrayList<>();
        for (String target : TARGETS) {
            bodies().forEach((what, body) -> all.add(Arguments.of(target, what, body)));
        }
        return all.stream();
    }

    private static Map<String, byte[]> bodies() {
        Map<String, byte[]> bodies = new LinkedHashMap<>();
        bodies.put("deep lists", text("[".repeat(DEEP)));
        bodies.put("deep lists in a known member", text("{\"Record\":" + "[".repeat(DEEP) + "]".repeat(DEEP) + "}"));
        bodies.put("deep objects", text("{\"a\":".repeat(DEEP)));
        bodies.put("deep objects in a known member", text("{\"Records\":[" + "{\"Data\":".repeat(DEEP)));
        bodies.put("a number of 100,000 digits", text("{\"DeliveryStreamName\":" + "9".repeat(DEEP) + "}"));
        bodies.put("an exponent beyond all bounds", text("{\"Limit\":1e999999999,\"GrantTokens\":1e999999999}"));
        bodies.put("a name of 100,000 letters", text("{\"DeliveryStreamName\":\"" + "a".repeat(DEEP) + "\"}"));
        bodies.put(
                "a member's name of 100,000 letters",
                text("{\"" + "a".repeat(DEEP) + "\":1,\"DeliveryStreamName\":1}"));
        bodies.put(
                "members twice",
                text(
                        "{\"DeliveryStreamName\":\"nobody\",\"DeliveryStreamName\":\"nobody\","
                                + "\"Record\":{\"Data\":\"\"},\"Record\":{\"Data\":\"AA==\"},\"KeyId\":\"a\",\"KeyId\":\"b\"}"));
        bodies.put(
                "bad UTF-8 in a name", bytes("{\"DeliveryStreamName\":\"a\u00ff\u00c0\u0080\",\"KeyId\":\"\u00ff\"}"));
        bodies.put("half a character at the end", bytes("{\"DeliveryStreamName\":\"a\u00e2\u0082"));
        bodies.put("half a surrogate pair", text("{\"DeliveryStreamName\":\"\\ud800\",\"KeyId\":\"\\udc00\"}"));
        bodies.put("NUL in a name", text("{\"DeliveryStreamName\":\"a\\u0000b\",\"KeyId\":\"\\u0000\"}"));
        bodies.put("UTF-16", "{\"DeliveryStreamName\":\"nobody\"}".getBytes(StandardCharsets.UTF_16));
        bodies.put("a byte order mark alone", bytes("\u00ef\u00bb\u00bf"));
        bodies.put("base64 that is none", text("{\"DeliveryStreamName\":\"nobody\",\"Record\":{\"Data\":\"====\"}}"));
        bodies.put("two values", text("{}{}"));
        bodies.put("NaN", text("{\"Limit\":NaN}"));
        bodies.put("one quote", text("\""));
        bodies.put("binary", new byte[] {0, 1, 2, 3, (byte) 0xff, (byte) 0xfe, 0});
        return bodies;
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("everyBodyForEveryOperation")
    void aHostileBodyIsTheClientsFault(String target, String what, byte[] body) throws Exception {
        assertThat(status(target, BodyPublishers.ofByteArray(body))).as(what).isBetween(400, 499);
        assertStillServes();
    }

    @ParameterizedTest
    @MethodSource("targets")
    void aBodyInChunksThatIsTooLongIsRefusedOrCutOff(String target) throws Exception {
        byte[] tooLong = new byte[BODY_LIMIT + (1 << 20)];
        int status;
        try {
            status = status(target, BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(tooLong)));
        } catch (IOException closed) {
            status = 413; // The connection was closed while the client was still sending.
        }

        assertThat(status).isEqualTo(413);
        assertStillServes();
    }

    @ParameterizedTest
    @MethodSource("targets")
    void aBodyThatIsAnnouncedTooLongIsRefusedWithARequestId(String target) throws Exception {
        URI endpoint = hydrant.endpoint();
        try (Socket socket = new Socket(endpoint.getHost(), endpoint.getPort())) {
            String head =
                    "POST / HTTP/1.1\r\nHost: hydrant\r\nContent-Type: application/x-amz-json-1.1\r\nX-Amz-Target: "
                            + target + "\r\nContent-Length: " + (BODY_LIMIT + 1) + "\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));

            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);

            assertThat(answer)
                    .startsWith("HTTP/1.1 413 ")
                    .containsIgnoringCase("x-amzn-requestid: ")
                    .endsWith("\"message\":\"The body of the request is too long: it may have at most " + BODY_LIMIT
                            + " bytes.\"}");
        }
    }

    static Stream<String> targets() {
        return TARGETS.stream();
    }

    @Test
    void aBatchInChunksIsReadUpToTheLimitOfTheApi() throws Exception {
        String record = "{\"Data\":\"" + "A".repeat(1_000_000) + "\"}";
        String batch = "{\"DeliveryStreamName\":\"nobody\",\"Records\":["
                + String.join(",", List.of(record, record, record)) + "]}";

        String answer = http.send(
                        request("Firehose_20150804.PutRecordBatch")
                                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(text(batch))))
                                .build(),
                        BodyHandlers.ofString())
                .body();

        assertThat(answer).contains("ResourceNotFoundException");
    }

    @ParameterizedTest
    @MethodSource("rawRequests")
    void aRequestThatIsNoneIsTheClientsFault(String request) throws Exception {
        try (Socket socket = connect()) {
            socket.getOutputStream().write(request.getBytes(ISO_8859_1));
            socket.shutdownOutput();

            String answer = all(socket);

            assertThat(answer).satisfiesAnyOf(a -> assertThat(a).isEmpty(), a -> assertThat(a)
                    .startsWith("HTTP/1.1 4"));
        }
        assertStillServes();
    }

    static Stream<String> rawRequests() {
        String head = head("Firehose_20150804.PutRecord");
        return Stream.of(
                "\r\n\r\n",
                "nonsense\r\n\r\n",
                "POST\r\n\r\n",
                "GET / HTTP/9.9\r\n\r\n",
                "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003", // TLS
                "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
                head + "Content-Length: -5\r\n\r\n",
                head + "Content-Length: 99999999999999999999\r\n\r\n",
                head + "Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello",
                head + "Content-Length: 50\r\n\r\n{\"half\"", // and no more
                head + "Transfer-Encoding: chunked\r\n\r\nzz\r\n",
                head + "Transfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n",
                head + "X-Long: " + "a".repeat(100_000) + "\r\n\r\n",
                head + "X: y\r\n".repeat(10_000) + "\r\n",
                "POST /" + "a".repeat(100_000) + " HTTP/1.1\r\nHost: x\r\n\r\n",
                "POST /_hydrant/clock HTTP/1.1\r\nHost: x\r\nContent-Length: " + DEEP + "\r\n\r\n" + "[".repeat(DEEP),
                "GET /_hydrant/streams/%zz HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /_hydrant/events?since=%ff%fe HTTP/1.1\r\nHost: x\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 7\r\n\r\n"
                        + "Action=%",
                head + "Authorization: AWS4-HMAC-SHA256 Credential=" + "/".repeat(10_000)
                        + "\r\nContent-Length: 2\r\n\r\n{}",
                head + "Authorization: \u00ff\u00fe\r\nContent-Length: 2\r\n\r\n{}");
    }

    @Test
    void clientsThatSayHalfAndStayKeepNobodyWaiting() throws Exception {
        List<Socket> stayers = new ArrayList<>();
        try {
            for (int i = 0; i < 200; i++) {
                Socket socket = connect();
                stayers.add(socket);
                String half = i % 2 == 0
                        ? "POST / HTTP/1.1\r\nX-Amz-Tar"
                        : head("Firehose_20150804.PutRecord") + "Content-Length: 16000000\r\n\r\n{";
                socket.getOutputStream().write(half.getBytes(ISO_8859_1));
            }
            for (int i = 0; i < 100; i++) {
                assertStillServes();
            }
        } finally {
            for (Socket socket : stayers) {
                socket.close();
            }
        }
    }

    private static void assertStillServes() throws Exception {
        assertThat(status("Firehose_20150804.ListDeliveryStreams", BodyPublishers.ofString("{}")))
                .isEqualTo(200);
    }

    private static int status(String target, BodyPublisher body) throws IOException, InterruptedException {
        return http.send(request(target).POST(body).build(), BodyHandlers.discarding())
                .statusCode();
    }

    private static HttpRequest.Builder request(String target) {
        return HttpRequest.newBuilder(URI.create(hydrant.endpoint() + "/"))
                .version(HttpClient.Version.HTTP_1_1)
                .header("X-Amz-Target", target)
                .header("Content-Type", "application/x-amz-json-1.1");
    }

    private static String head(String target) {
        return String.join(
                "\r\n",
                "POST / HTTP/1.1",
                "Host: x",
                "X-Amz-Target: " + target,
                "Content-Type: application/x-amz-json-1.1",
                "");
    }

    private static Socket connect() throws IOException {
        Socket socket =
                new Socket(hydrant.endpoint().getHost(), hydrant.endpoint().getPort());
        socket.setSoTimeout(120_000);
        return socket;
    }

    private static String all(Socket socket) throws IOException {
        try (InputStream in = socket.getInputStream()) {
            return new String(in.readAllBytes(), ISO_8859_1);
        } catch (SocketException reset) {
            return "";
        }
    }

    private static byte[] text(String text) {
        return text.getBytes(UTF_8);
    }

    private static byte[] bytes(String latin) {
        return latin.getBytes(ISO_8859_1);
    }
}
