package io.hydrant.support;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPInputStream;
import javax.net.ServerSocketFactory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * An HTTP endpoint of the tests' own, over a real socket: it answers as its script says, request by request, and well when the
 * script has come to its end.
 */
public final class HttpReceiver implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PATIENCE_SECONDS = 60;

    private final RawHttpServer server;
    private final ConcurrentLinkedQueue<Behaviour> script = new ConcurrentLinkedQueue<>();
    private volatile Behaviour otherwise = ok();
    private final BlockingQueue<Received> received = new LinkedBlockingQueue<>();
    private final CountDownLatch hungUp = new CountDownLatch(1);

    private HttpReceiver(Function<RawHttpServer.Handler, RawHttpServer> start) {
        this.server = start.apply(this::serve);
    }

    public static HttpReceiver start() {
        return new HttpReceiver(RawHttpServer::start);
    }

    /** A receiver that speaks TLS, on all addresses of this machine. */
    public static HttpReceiver startTls(ServerSocketFactory sockets) {
        return new HttpReceiver(handler -> RawHttpServer.startTls(sockets, handler));
    }

    /** How to answer one request. */
    @FunctionalInterface
    public interface Behaviour {
        void answer(Received request, HttpReceiver receiver, Socket peer) throws IOException;
    }

    /** One request. Names of headers are looked up in any case. */
    public record Received(String requestLine, Map<String, String> headers, byte[] body) {
        public String header(String name) {
            return String.valueOf(headers.get(name));
        }

        public String requestId() {
            return header("X-Amz-Firehose-Request-Id");
        }

        /** The body without its compression. */
        public String text() {
            try (InputStream in = "gzip".equals(headers.get("Content-Encoding"))
                    ? new GZIPInputStream(new ByteArrayInputStream(body))
                    : new ByteArrayInputStream(body)) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        public JsonNode json() {
            try {
                return JSON.readTree(text());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** The records, decoded. */
        public List<String> records() {
            return json().get("records").findValuesAsText("data").stream()
                    .map(data -> new String(Base64.getDecoder().decode(data), StandardCharsets.UTF_8))
                    .toList();
        }
    }

    /** The answer of the specification. */
    public static Behaviour ok() {
        return json(200, good -> {});
    }

    /** An answer with a body that keeps to the specification, except for {@code change}. */
    public static Behaviour json(int status, Consumer<ObjectNode> change) {
        return (request, receiver, peer) -> {
            ObjectNode body = JSON.createObjectNode().put("requestId", request.requestId());
            body.put("timestamp", 1_763_900_000_000L);
            change.accept(body);
            write(peer, status, "Content-Type: application/json", bytes(body.toString()), true);
        };
    }

    /** A good body under other headers. */
    public static Behaviour okWithHeaders(String headers) {
        return (request, receiver, peer) -> write(peer, 200, headers, good(request), true);
    }

    /** A status without a body. */
    public static Behaviour status(int status) {
        return (request, receiver, peer) ->
                write(peer, status, "X-Nothing: to say", new byte[0], status != 204 && status != 304);
    }

    /** An answer that points elsewhere. */
    public static Behaviour redirect(int status, URI location) {
        return (request, receiver, peer) -> write(peer, status, "Location: " + location, new byte[0], true);
    }

    /** A good body in chunks, so that its length is not told. */
    public static Behaviour chunked() {
        return (request, receiver, peer) -> {
            byte[] body = good(request);
            write(peer, 200, "Content-Type: application/json\r\nTransfer-Encoding: chunked", new byte[0], false);
            OutputStream out = peer.getOutputStream();
            out.write(bytes(Integer.toHexString(body.length) + "\r\n"));
            out.write(body);
            out.write(bytes("\r\n0\r\n\r\n"));
        };
    }

    /** A good JSON object followed by so much white space that the body has {@code size} bytes. */
    public static Behaviour padded(int status, int size) {
        return (request, receiver, peer) -> {
            byte[] body = bytes(" ".repeat(size));
            byte[] good = good(request);
            System.arraycopy(good, 0, body, 0, good.length);
            write(peer, status, "Content-Type: application/json", body, true);
        };
    }

    /** Any body under a good head. */
    public static Behaviour body(String body) {
        return (request, receiver, peer) -> write(peer, 200, "Content-Type: application/json", bytes(body), true);
    }

    /** An answer that is written out; {@code headers} are lines with an end between them, or empty. */
    public static Behaviour answer(int status, String headers, String body) {
        return (request, receiver, peer) ->
                write(peer, status, headers.isEmpty() ? "Content-Type: application/json" : headers, bytes(body), true);
    }

    /** Something that is not HTTP. */
    public static Behaviour raw(String text) {
        return (request, receiver, peer) -> {
            peer.getOutputStream().write(bytes(text));
            peer.close();
        };
    }

    /** No answer until the other side hangs up. */
    public static Behaviour hang() {
        return (request, receiver, peer) -> receiver.untilHangUp(peer, () -> {});
    }

    /** The beginning of an answer, then nothing more until the other side hangs up. */
    public static Behaviour stall() {
        return (request, receiver, peer) -> receiver.untilHangUp(
                peer,
                () -> write(peer, 200, "Content-Type: application/json\r\nContent-Length: 500", bytes("{"), false));
    }

    /** The end of the connection instead of an answer. */
    public static Behaviour disconnect() {
        return (request, receiver, peer) -> peer.close();
    }

    /** The end of the connection in the middle of the body. */
    public static Behaviour disconnectInTheMiddle() {
        return (request, receiver, peer) -> {
            write(peer, 200, "Content-Type: application/json\r\nContent-Length: 500", bytes("{\"requ"), false);
            peer.close();
        };
    }

    /** Answers all requests like this for which {@link #then} says nothing. */
    public HttpReceiver otherwise(Behaviour behaviour) {
        otherwise = behaviour;
        return this;
    }

    /** Answers as a Lambda function does: the event's JSON in, the answer's out. */
    public static Behaviour function(UnaryOperator<String> function) {
        return (request, receiver, peer) ->
                answer(200, "", function.apply(request.text())).answer(request, receiver, peer);
    }

    /** Answers the next requests like this, one each. */
    public HttpReceiver then(Behaviour... behaviours) {
        script.addAll(List.of(behaviours));
        return this;
    }

    /** Answers like this when the script has come to its end. */
    public HttpReceiver always(Behaviour behaviour) {
        otherwise = behaviour;
        return this;
    }

    public int port() {
        return server.port();
    }

    /** Its address, with {@code path} and query. */
    public URI url(String path) {
        return server.url(path);
    }

    /** The next request; fails when none comes. */
    public Received next() throws InterruptedException {
        Received next = received.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("No request came");
        }
        return next;
    }

    /** How many requests have come that nobody has asked for. */
    public int waiting() {
        return received.size();
    }

    /** Whether the other side of a hanging answer has hung up. */
    public boolean wasHungUpOn() throws InterruptedException {
        return hungUp.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        server.close();
    }

    @FunctionalInterface
    private interface Beginning {
        void write() throws IOException;
    }

    /** The other side may have hung up before the answer begins. */
    private void untilHangUp(Socket peer, Beginning beginning) throws IOException {
        try {
            beginning.write();
            while (peer.getInputStream().read() >= 0) {
                // bytes of a further request are of no interest
            }
        } finally {
            hungUp.countDown();
        }
    }

    private void serve(RawHttpServer.Head head, InputStream in, Socket peer) throws IOException {
        Received request = new Received(head.requestLine(), head.headers(), in.readNBytes(head.length()));
        Behaviour next = script.poll();
        received.add(request);
        (next == null ? otherwise : next).answer(request, this, peer);
    }

    private static byte[] good(Received request) {
        return bytes("{\"requestId\":\"" + request.requestId() + "\",\"timestamp\":1763900000000}");
    }

    private static void write(Socket peer, int status, String headers, byte[] body, boolean withLength)
            throws IOException {
        String length = withLength ? "Content-Length: " + body.length + "\r\n" : "";
        OutputStream out = peer.getOutputStream();
        out.write(bytes("HTTP/1.1 " + status + " Told\r\n" + headers + "\r\n" + length + "\r\n"));
        out.write(body);
        out.flush();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
