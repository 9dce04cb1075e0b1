package io.hydrant;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * The far side of deliveries, which outlives the server under test: an S3 that takes objects, and an HTTP endpoint. It notes under
 * which key or request id each record came, and refuses some requests.
 */
final class DeliveryHistory implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern RECORD = Pattern.compile("<[^<>]+>");
    private static final Pattern VERSION = Pattern.compile("-([0-9]+)-[0-9]{4}-[0-9]{2}-[0-9]{2}-");

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    /** The records of each object or request, in their order. */
    private final Map<String, List<String>> contents = new ConcurrentHashMap<>();

    /** What came under a key again with other records. */
    private final Set<String> changed = ConcurrentHashMap.newKeySet();

    @GuardedBy("this")
    private final Random random;

    private volatile boolean willing;

    /** What happens before the answer to a request; the requests until then are counted down. */
    private volatile Runnable alarm = () -> {};

    private final AtomicInteger untilAlarm = new AtomicInteger();

    DeliveryHistory(long seed) {
        this.random = new Random(seed);
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::take);
        server.start();
    }

    URI address() {
        return URI.create("http://localhost:" + server.getAddress().getPort());
    }

    /** From now on nothing is refused. */
    void takeAll() {
        willing = true;
    }

    /** Runs {@code action} once, when so many requests have been taken and before the last of them is answered. */
    void atRequest(int number, Runnable action) {
        alarm = action;
        untilAlarm.set(number);
    }

    private void ring() {
        if (untilAlarm.decrementAndGet() == 0) {
            alarm.run();
        }
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            if (!willing && refuses()) {
                exchange.sendResponseHeaders(500, -1);
                return;
            }
            String id = exchange.getRequestHeaders().getFirst("X-Amz-Firehose-Request-Id");
            if (id == null) {
                note("object " + exchange.getRequestURI().getPath(), recordsIn(new String(body, UTF_8)));
                ring();
                exchange.getResponseHeaders().add("ETag", "\"0\"");
                exchange.sendResponseHeaders(200, -1);
                return;
            }
            StringBuilder all = new StringBuilder();
            for (JsonNode each : JSON.readTree(body).path("records")) {
                all.append(
                        new String(Base64.getDecoder().decode(each.path("data").asText()), UTF_8));
            }
            note("request " + id, recordsIn(all.toString()));
            ring();
            byte[] answer = ("{\"requestId\":\"" + id + "\",\"timestamp\":1763900000000}").getBytes(UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    private synchronized boolean refuses() {
        return random.nextInt(5) == 0;
    }

    private static List<String> recordsIn(String text) {
        return RECORD.matcher(text).results().map(found -> found.group()).toList();
    }

    private void note(String key, List<String> records) {
        List<String> before = contents.putIfAbsent(key, records);
        if (before != null && !before.equals(records)) {
            changed.add(key + " had " + before + " and then " + records);
        }
    }

    /** The records that have not come to where they go: an endpoint, or a bucket of that name. */
    Set<String> missing(Set<String> records, String place) {
        Set<String> left = new TreeSet<>(records);
        contents.forEach((key, some) -> {
            if (isAt(key, place)) {
                some.forEach(left::remove);
            }
        });
        return left;
    }

    /**
     * Records that have come to one place under two keys, with these. Keys of two versions of a stream's configuration may differ,
     * because an update makes a batch begin anew, with or without a kill.
     */
    Map<String, List<String>> doubled(String place) {
        Map<String, List<String>> keys = new HashMap<>();
        contents.forEach((key, some) -> {
            if (isAt(key, place)) {
                Matcher version = VERSION.matcher(key);
                String under = version.find() ? " of version " + version.group(1) : "";
                some.forEach(
                        record -> Objects.requireNonNull(keys.computeIfAbsent(record + under, any -> new ArrayList<>()))
                                .add(key));
            }
        });
        keys.values().removeIf(each -> each.size() == 1);
        return keys;
    }

    /** All records that have come. */
    Set<String> records() {
        Set<String> all = new TreeSet<>();
        contents.values().forEach(all::addAll);
        return all;
    }

    /** Objects and requests with records of one client in another order than it put them: a record ends with client and number. */
    Set<String> disordered() {
        Set<String> found = new TreeSet<>();
        contents.forEach((key, some) -> {
            Map<String, Integer> last = new HashMap<>();
            for (String record : some) {
                String[] words = record.substring(1, record.length() - 1).split(" ", -1);
                Integer before = last.put(words[1], Integer.valueOf(words[2]));
                if (before != null && before >= Integer.parseInt(words[2])) {
                    found.add(key + " has " + record + " after " + before);
                }
            }
        });
        return found;
    }

    /** What came under a key again with other records. */
    Set<String> changed() {
        return changed;
    }

    private static boolean isAt(String key, String place) {
        return place.equals("endpoint") ? key.startsWith("request ") : key.startsWith("object /" + place + "/");
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
