package io.hydrant.admin;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hydrant.aws.Scope;
import io.hydrant.aws.ScopeFilter;
import io.hydrant.delivery.DeliveryLedger;
import io.hydrant.events.EventLog;
import io.hydrant.firehose.stream.DeliveryStreams;
import io.hydrant.firehose.stream.LiveStream;
import io.hydrant.http.HttpEndpoint;
import io.hydrant.http.HttpRequest;
import io.hydrant.http.HttpResponse;
import io.hydrant.http.RequestHead;
import io.hydrant.time.VirtualTime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everything under {@code /_hydrant/}, the health aliases and {@code /metrics}. Thread-safe. */
public final class AdminEndpoint implements HttpEndpoint {
    private static final Logger log = LoggerFactory.getLogger(AdminEndpoint.class);

    /** Shorter than clients wait for an answer, and longer than an endpoint that works takes. */
    private static final Duration LONGEST_FLUSH = Duration.ofSeconds(30);

    private static final Set<String> HEALTH = Set.of("/_hydrant/health", "/health", "/_localstack/health");

    private final AdminServices services;
    private final ClockCalls clock;
    private final EventCalls events;
    private final StreamCalls streams;
    private final DeliveryCalls deliveries;
    private final Metrics metrics;

    public AdminEndpoint(AdminServices services) {
        this.services = services;
        this.clock = new ClockCalls(services.time());
        this.events = new EventCalls(services.events(), services.defaults());
        this.streams = new StreamCalls(services.streams(), services.time(), services.defaults());
        this.deliveries = new DeliveryCalls(services.streams(), services.ledger(), services.defaults(), LONGEST_FLUSH);
        this.metrics = new Metrics(services.streams());
    }

    /** What the control API reaches. */
    public record AdminServices(
            String version,
            boolean enabled,
            boolean remoteKms,
            boolean remoteS3,
            Scope defaults,
            VirtualTime time,
            EventLog events,
            DeliveryStreams streams,
            DeliveryLedger ledger,
            Reset reset) {}

    /** Makes state vanish: all, or what lies within an account and a Region, or one stream's. */
    @FunctionalInterface
    public interface Reset {
        void reset(ScopeFilter extent, Optional<LiveStream> stream);
    }

    @Override
    public boolean owns(RequestHead head) {
        String path = head.path();
        return path.equals("/_hydrant")
                || path.startsWith("/_hydrant/")
                || HEALTH.contains(path)
                || path.equals("/metrics");
    }

    @Override
    public HttpResponse answer(HttpRequest request) {
        RequestHead head = request.head();
        try {
            if (head.path().equals("/metrics") && services.enabled()) {
                return metrics.answer();
            }
            Object answer = call(request);
            return answer instanceof DeliveryCalls.Answer told ? json(told.status(), told.body()) : json(200, answer);
        } catch (Refusal e) {
            return json(e.status(), Map.of("error", e.sentence()));
        } catch (RuntimeException e) {
            log.error("Control call failed method={} path={}", head.method(), head.path(), e);
            return json(500, Map.of("error", "Hydrant failed: " + e));
        }
    }

    private Object call(HttpRequest request) {
        RequestHead head = request.head();
        String path = head.path();
        boolean get = head.method().equals("GET") || head.method().equals("HEAD");
        if (HEALTH.contains(path) || path.equals("/_hydrant/ready")) {
            return health();
        }
        if (!services.enabled()) {
            throw new Refusal(404, "The control API is switched off (HYDRANT_CONTROL=off).");
        }
        if (path.equals("/_hydrant/clock") && (get || head.method().equals("POST"))) {
            ScopeFilter extent = new Query(head.query(), Set.of("account", "region")).extent(services.defaults());
            return get ? clock.show(extent) : clock.move(body(request), extent);
        }
        if (path.equals("/_hydrant/events") && get) {
            return events.list(head.query());
        }
        if (path.startsWith("/_hydrant/streams/") && get) {
            return streams.show(path.substring("/_hydrant/streams/".length()), head.query());
        }
        if (path.equals("/_hydrant/reset") && head.method().equals("POST")) {
            refuseBody(request);
            return reset(new Query(head.query(), Set.of("account", "region", "stream")));
        }
        if (path.equals("/_hydrant/flush") && head.method().equals("POST")) {
            return deliveries.flush(head.query());
        }
        if (path.equals("/_hydrant/deliveries") && head.method().equals("GET")) {
            return deliveries.list(head.query());
        }
        throw new Refusal(
                404,
                "There is no control call " + head.method() + " " + path
                        + ". There are GET /_hydrant/health, GET /_hydrant/ready, GET and POST /_hydrant/clock,"
                        + " GET /_hydrant/events, GET /_hydrant/streams/<name>, GET /_hydrant/deliveries, POST /_hydrant/flush,"
                        + " POST /_hydrant/reset and GET /metrics.");
    }

    private Map<String, Object> health() {
        Map<String, Object> available = new LinkedHashMap<>();
        available.put("firehose", "available");
        available.put("kms", services.remoteKms() ? "remote" : "available");
        available.put("s3", services.remoteS3() ? "remote" : "available");
        available.put("sts", "available");
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("status", "running");
        answer.put("version", services.version());
        answer.put("services", available);
        return answer;
    }

    private Map<String, Object> reset(Query query) {
        Optional<LiveStream> stream = query.get("stream").map(name -> services.streams()
                .find(query.scope(services.defaults()), name)
                .orElseThrow(() -> new Refusal(404, "There is no delivery stream '" + name + "'.")));
        services.reset().reset(query.extent(services.defaults()), stream);
        return Map.of("status", "reset");
    }

    /** Somebody who writes into the body what belongs into the query would otherwise lose more than was meant. */
    private static void refuseBody(HttpRequest request) {
        if (request.body().length > 0 && !body(request).isEmpty()) {
            throw new Refusal(400, "A reset takes no body; narrow it by ?account= or ?stream= in the query.");
        }
    }

    private static JsonNode body(HttpRequest request) {
        try {
            JsonNode node = Json.MAPPER.readTree(request.body());
            if (node != null && node.isObject()) {
                return node;
            }
        } catch (JsonProcessingException e) {
            throw new Refusal(400, "The body is not JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new Refusal(400, "The body is not JSON.");
        }
        throw new Refusal(400, "The body must be a JSON object.");
    }

    private static HttpResponse json(int status, Object answer) {
        try {
            return HttpResponse.of(status, "application/json", Json.MAPPER.writeValueAsString(answer));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An answer is not JSON", e);
        }
    }

    /** Loaded with the first call, because the start-up can do without. */
    private static final class Json {
        private static final ObjectMapper MAPPER = new ObjectMapper();
    }
}
