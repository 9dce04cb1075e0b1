package io.hydrant.support;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.net.ServerSocketFactory;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;

/**
 * A Splunk collector of the tests' own, over a real socket. It speaks the protocol of Splunk's documents: tokens, data channels, raw
 * and event endpoints, acknowledgements that are forgotten once they were told, and the table of error codes. A script changes what
 * becomes of one request with data after the other.
 *
 * @see <a href="https://docs.splunk.com/Documentation/Splunk/latest/Data/TroubleshootHTTPEventCollector">error codes</a>
 * @see <a href="https://docs.splunk.com/Documentation/Splunk/latest/Data/AboutHECIDXAck">acknowledgements</a>
 */
public final class SplunkCollector implements AutoCloseable {
    public static final String TOKEN = "11111111-2222-3333-4444-555555555555";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int FIRST_LINE = 100;
    private static final int PATIENCE_SECONDS = 60;
    private static final String GUID = "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";

    private final RawHttpServer server;
    private final ConcurrentLinkedQueue<Behaviour> script = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Behaviour> polled = new ConcurrentLinkedQueue<>();
    private final BlockingQueue<Data> received = new LinkedBlockingQueue<>();
    private final List<Data> indexed = new ArrayList<>();
    private final List<String> attempted = new ArrayList<>();
    private final AtomicLong ids = new AtomicLong();
    private final AtomicInteger probes = new AtomicInteger();
    private final AtomicInteger polls = new AtomicInteger();
    private final Map<String, Integer> unacknowledged = new ConcurrentHashMap<>();
    private volatile Behaviour otherwise = taken();
    private volatile String token = TOKEN;
    private volatile int largest = Integer.MAX_VALUE;

    /** Splunk's refusals: its HTTP statuses, codes and texts. */
    public enum Refusal {
        TOKEN_DISABLED(403, 1, "Token disabled"),
        TOKEN_REQUIRED(401, 2, "Token is required"),
        INVALID_AUTHORIZATION(401, 3, "Invalid authorization"),
        INVALID_TOKEN(403, 4, "Invalid token"),
        NO_DATA(400, 5, "No data"),
        INVALID_DATA_FORMAT(400, 6, "Invalid data format"),
        INCORRECT_INDEX(400, 7, "Incorrect index"),
        INTERNAL_SERVER_ERROR(500, 8, "Internal server error"),
        SERVER_BUSY(503, 9, "Server is busy"),
        CHANNEL_MISSING(400, 10, "Data channel is missing"),
        INVALID_CHANNEL(400, 11, "Invalid data channel"),
        EVENT_REQUIRED(400, 12, "Event field is required"),
        EVENT_BLANK(400, 13, "Event field cannot be blank"),
        ACK_DISABLED(400, 14, "ACK is disabled");

        private final int status;
        private final int code;
        private final String text;

        Refusal(int status, int code, String text) {
            this.status = status;
            this.code = code;
            this.text = text;
        }
    }

    /** One request with data. Names of headers are looked up in any case. */
    public record Data(String path, Map<String, String> headers, byte[] body) {
        public String header(String name) {
            return String.valueOf(headers.get(name));
        }

        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    /** What becomes of one request with data. */
    @FunctionalInterface
    public interface Behaviour {
        void answer(Exchange exchange) throws IOException;
    }

    private SplunkCollector(Function<RawHttpServer.Handler, RawHttpServer> start) {
        this.server = start.apply((head, in, peer) -> answer(new Exchange(in, peer, head)));
    }

    public static SplunkCollector start() {
        return new SplunkCollector(RawHttpServer::start);
    }

    /** A collector that speaks TLS, on all addresses of this machine. */
    public static SplunkCollector startTls(ServerSocketFactory sockets) {
        return new SplunkCollector(handler -> RawHttpServer.startTls(sockets, handler));
    }

    /** One request whose head was read. */
    public final class Exchange {
        private final InputStream in;
        private final Socket peer;
        private final String path;
        private final Map<String, String> headers;
        private final int length;

        private Exchange(InputStream in, Socket peer, RawHttpServer.Head head) {
            this.in = in;
            this.peer = peer;
            this.path = head.path();
            this.headers = head.headers();
            this.length = head.length();
        }

        private SplunkCollector collector() {
            return SplunkCollector.this;
        }

        private byte[] body() throws IOException {
            return in.readNBytes(length);
        }

        private void answer(int status, String headerLines, String body) throws IOException {
            int size = body.getBytes(StandardCharsets.UTF_8).length;
            String answer = "HTTP/1.1 " + status + " Told\r\nContent-Type: application/json; charset=UTF-8\r\n"
                    + headerLines + "Content-Length: " + size + "\r\n\r\n" + body;
            peer.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
        }

        private void refuse(Refusal refusal) throws IOException {
            answer(refusal.status, "", "{\"text\":\"" + refusal.text + "\",\"code\":" + refusal.code + "}");
        }
    }

    /** The data is indexed, and acknowledged when it is asked for. */
    public static Behaviour taken() {
        return acknowledgedAfter(0);
    }

    /** The data is indexed, and acknowledged after so many questions that are answered by no. */
    public static Behaviour acknowledgedAfter(int questions) {
        return exchange -> exchange.answer(200, "", exchange.collector().index(exchange, questions));
    }

    /** The data is indexed, and never acknowledged. */
    public static Behaviour neverAcknowledged() {
        return acknowledgedAfter(Integer.MAX_VALUE);
    }

    /** The data is indexed by a token without acknowledgements. */
    public static Behaviour withoutAckId() {
        return exchange -> {
            exchange.collector().index(exchange, 0);
            exchange.answer(200, "", "{\"text\":\"Success\",\"code\":0}");
        };
    }

    /** The node of a load balancer that takes the data says who it is. */
    public static Behaviour takenByNode(String node) {
        return exchange -> exchange.answer(
                200,
                "Set-Cookie: node=" + node + "; Path=/\r\n",
                exchange.collector().index(exchange, 0));
    }

    private static Behaviour acknowledging() {
        return exchange -> exchange.answer(200, "", exchange.collector().acknowledge(exchange));
    }

    public static Behaviour refused(Refusal refusal) {
        return exchange -> {
            exchange.body();
            exchange.refuse(refusal);
        };
    }

    /** An answer that is written out. */
    public static Behaviour status(int status, String body) {
        return exchange -> {
            exchange.body();
            exchange.answer(status, "", body);
        };
    }

    /** The connection is reset when a part of the body has come. */
    public static Behaviour resetInTheBody() {
        return exchange -> {
            exchange.in.readNBytes(exchange.length / 2);
            exchange.peer.setSoLinger(true, 0);
            exchange.peer.close();
        };
    }

    /** The connection ends instead of an answer. */
    public static Behaviour disconnect() {
        return exchange -> {
            exchange.body();
            exchange.peer.close();
        };
    }

    /** No answer until the other side hangs up. */
    public static Behaviour hang() {
        return exchange -> {
            exchange.body();
            while (exchange.in.read() >= 0) {
                // bytes of a further request are of no interest
            }
        };
    }

    /** Does this to the next requests with data, one each. */
    public SplunkCollector then(Behaviour... behaviours) {
        script.addAll(List.of(behaviours));
        return this;
    }

    /** Does this to the next questions for acknowledgements, one each. */
    public SplunkCollector thenAsked(Behaviour... behaviours) {
        polled.addAll(List.of(behaviours));
        return this;
    }

    /** Does this to requests with data once the script is over. */
    public SplunkCollector otherwise(Behaviour behaviour) {
        otherwise = behaviour;
        return this;
    }

    /** Takes only this token. */
    public SplunkCollector token(String only) {
        token = only;
        return this;
    }

    /** Takes no larger body: {@code max_content_length}. */
    public SplunkCollector largest(int bytes) {
        largest = bytes;
        return this;
    }

    public int port() {
        return server.port();
    }

    /** Its address. */
    public URI url() {
        return server.url("");
    }

    /** The next request with data; fails when none comes. */
    public Data next() throws InterruptedException {
        Data next = received.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("No data came");
        }
        return next;
    }

    /** How many requests with data have come that nobody has asked for. */
    public int waiting() {
        return received.size();
    }

    /** What was indexed, in order; also what was never acknowledged. */
    public List<Data> indexed() {
        synchronized (indexed) {
            return List.copyOf(indexed);
        }
    }

    /** The lines that were indexed, in order. */
    public List<String> lines() {
        return indexed().stream().flatMap(data -> data.text().lines()).toList();
    }

    /** The first line of each request with data, in order; also of what was not taken. */
    public List<String> attempted() {
        synchronized (attempted) {
            return List.copyOf(attempted);
        }
    }

    /** How often somebody asked without data. */
    public int probes() {
        return probes.get();
    }

    /** How often somebody asked for acknowledgements. */
    public int polls() {
        return polls.get();
    }

    @Override
    public void close() {
        server.close();
    }

    private String index(Exchange exchange, int questions) throws IOException {
        Data data = new Data(exchange.path, exchange.headers, exchange.body());
        synchronized (indexed) {
            indexed.add(data);
        }
        received.add(data);
        long id = ids.getAndIncrement();
        unacknowledged.put(exchange.headers.get("X-Splunk-Request-Channel") + '/' + id, questions);
        return "{\"text\":\"Success\",\"code\":0,\"ackId\":" + id + "}";
    }

    private String acknowledge(Exchange exchange) throws IOException {
        polls.incrementAndGet();
        List<Long> asked = new ArrayList<>();
        JSON.readTree(exchange.body()).get("acks").forEach(id -> asked.add(id.longValue()));
        return asked.stream()
                .map(id ->
                        "\"" + id + "\":" + isAcknowledged(exchange.headers.get("X-Splunk-Request-Channel") + '/' + id))
                .collect(Collectors.joining(",", "{\"acks\":{", "}}"));
    }

    /** Told once, and forgotten. */
    private boolean isAcknowledged(String key) {
        Integer questions = unacknowledged.get(key);
        if (questions == null) {
            return false;
        }
        if (questions == 0) {
            unacknowledged.remove(key);
            return true;
        }
        unacknowledged.put(key, questions == Integer.MAX_VALUE ? questions : questions - 1);
        return false;
    }

    private void answer(Exchange exchange) throws IOException {
        Refusal refusal = refusal(exchange);
        if (refusal != null) {
            exchange.body();
            exchange.refuse(refusal);
        } else if (exchange.path.endsWith("/services/collector/ack")) {
            Behaviour next = polled.poll();
            (next == null ? acknowledging() : next).answer(exchange);
        } else if (!exchange.path.endsWith("/services/collector/raw")
                && !exchange.path.endsWith("/services/collector/event")) {
            exchange.body();
            exchange.answer(404, "", "{\"text\":\"The requested URL was not found on this server.\",\"code\":404}");
        } else if (exchange.length == 0) {
            probes.incrementAndGet();
            exchange.refuse(Refusal.NO_DATA);
        } else if (exchange.length > largest) {
            exchange.body();
            exchange.answer(413, "", "<html>The request your client sent was too large.</html>");
        } else {
            attempted(exchange);
            Behaviour next = script.poll();
            (next == null ? otherwise : next).answer(exchange);
        }
    }

    private void attempted(Exchange exchange) throws IOException {
        exchange.in.mark(FIRST_LINE);
        String beginning =
                new String(exchange.in.readNBytes(Math.min(exchange.length, FIRST_LINE)), StandardCharsets.UTF_8);
        exchange.in.reset();
        synchronized (attempted) {
            attempted.add(beginning.lines().findFirst().orElse(""));
        }
    }

    private @Nullable Refusal refusal(Exchange exchange) {
        String authorization = exchange.headers.get("Authorization");
        String channel = exchange.headers.get("X-Splunk-Request-Channel");
        if (authorization == null) {
            return Refusal.TOKEN_REQUIRED;
        }
        if (!authorization.startsWith("Splunk ")) {
            return Refusal.INVALID_AUTHORIZATION;
        }
        if (!authorization.equals("Splunk " + token)) {
            return Refusal.INVALID_TOKEN;
        }
        if (channel == null) {
            return Refusal.CHANNEL_MISSING;
        }
        return channel.matches(GUID) ? null : Refusal.INVALID_CHANNEL;
    }
}
