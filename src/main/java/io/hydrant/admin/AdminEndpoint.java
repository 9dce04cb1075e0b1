package io.hydrant.admin;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.function.Supplier;

import io.hydrant.aws.Scope;
import io.hydrant.aws.ScopeFilter;
import io.hydrant.aws.UnavailableException;
import io.hydrant.delivery.DeliveryLedger;
import io.hydrant.events.EventLog;
import io.hydrant.fault.rule.FaultRules;
import io.hydrant.firehose.stream.DeliveryStreams;
import io.hydrant.firehose.stream.LiveStream;
import io.hydrant.http.FormedEndpoint;
import io.hydrant.http.HttpRequest;
import io.hydrant.http.HttpResponse;
import io.hydrant.http.RequestForm;
import io.hydrant.http.RequestHead;
import io.hydrant.memory.Share;
import io.hydrant.receiver.ReceivedLog;
import io.hydrant.resource.Resources;
import io.hydrant.store.KnownNode;
import io.hydrant.time.VirtualTime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everything under {@code /_hydrant/}, the health aliases and {@code /metrics}. Thread-safe. */
public final class AdminEndpoint implements FormedEndpoint, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(AdminEndpoint.class);

    /** The longest flush: below common client time-outs, above the response time of a healthy endpoint. */
    private static final Duration LONGEST_FLUSH = Duration.ofSeconds(30);

    private static final ControlForm FORM = new ControlForm();

    private final AdminServices services;
    private final Waits waits = new Waits();
    private final ClockCalls clock;
    private final EventCalls events;
    private final StreamCalls streams;
    private final DeliveryCalls deliveries;
    private final Metrics metrics;
    private final ResourceCalls resources;
    private final ReceivedCalls received;
    private final FaultCalls faults;
    private final CheckCalls checks;
    private final ServerCalls server;

    public AdminEndpoint(AdminServices services) {
        this.services = services;
        this.clock = new ClockCalls(services.time());
        this.events = new EventCalls(services.events(), services.defaults());
        this.streams =
                new StreamCalls(services.streams(), services.time(), services.defaults(), services.knowsFunction());
        this.resources = new ResourceCalls(services.resources(), services.streams(), services.defaults());
        this.deliveries =
                new DeliveryCalls(services.streams(), services.ledger(), services.defaults(), LONGEST_FLUSH, waits);
        this.received = new ReceivedCalls(services.received(), services.defaults(), waits);
        this.faults = new FaultCalls(services.faults(), services.defaults());
        this.server = new ServerCalls(services);
        this.checks = new CheckCalls(services.checkEndpoint(), services.defaults());
        this.metrics = new Metrics(services.streams(), services.memory(), services.ledger(), services.faults());
    }

    /**
     * What the control API reaches.
     *
     * @param remote the services that another server answers for
     * @param knowsFunction whether anything may answer for the function of an ARN
     * @param checkEndpoint reads the options of a check of an HTTP endpoint, and answers what runs it
     * @param nodes the processes that are this Hydrant
     */
    public record AdminServices(
            String version,
            boolean enabled,
            Set<String> remote,
            Scope defaults,
            VirtualTime time,
            EventLog events,
            DeliveryStreams streams,
            DeliveryLedger ledger,
            Resources resources,
            ReceivedLog received,
            FaultRules faults,
            Predicate<String> knowsFunction,
            Supplier<List<Share>> memory,
            Reset reset,
            BiFunction<Map<String, Object>, Scope, Supplier<Map<String, Object>>> checkEndpoint,
            Supplier<List<KnownNode>> nodes) {}

    /** Discards state: all of it, that of an account and a Region, or that of one stream. */
    @FunctionalInterface
    public interface Reset {
        void reset(ScopeFilter extent, Optional<LiveStream> stream);
    }

    @Override
    public RequestForm form(RequestHead head) {
        return FORM;
    }

    @Override
    public HttpResponse answer(HttpRequest request) {
        return answerLater(request).join();
    }

    /** Calls that wait for deliveries hold no thread; moves of the clock and checks of endpoints hold one of their own. */
    @Override
    public CompletableFuture<HttpResponse> answerLater(HttpRequest request) {
        RequestHead head = request.head();
        if ((head.path().equals("/_hydrant/clock") || head.path().equals("/_hydrant/check-endpoint"))
                && head.method().equals("POST")) {
            return Waits.then(CompletableFuture.completedFuture(head), waits, same -> told(request));
        }
        try {
            Optional<CompletableFuture<DeliveryCalls.Answer>> wait = wait(head);
            return wait.isPresent()
                    ? Waits.then(wait.get(), Runnable::run, answer -> Json.answer(answer.status(), answer.body()))
                    : CompletableFuture.completedFuture(told(request));
        } catch (Refusal e) {
            return CompletableFuture.completedFuture(refused(e));
        } catch (RuntimeException e) {
            return CompletableFuture.completedFuture(failed(head, e));
        }
    }

    private Optional<CompletableFuture<DeliveryCalls.Answer>> wait(RequestHead head) {
        if (services.enabled()
                && head.path().equals("/_hydrant/flush")
                && head.method().equals("POST")) {
            return Optional.of(deliveries.flush(head.query()));
        }
        if (services.enabled()
                && head.path().equals("/_hydrant/deliveries")
                && head.method().equals("GET")) {
            return Optional.of(deliveries.list(head.query()));
        }
        if (services.enabled()
                && head.path().equals("/_hydrant/received")
                && head.method().equals("GET")) {
            return Optional.of(received.list(head.query()));
        }
        return Optional.empty();
    }

    private HttpResponse told(HttpRequest request) {
        RequestHead head = request.head();
        try {
            return head.path().equals("/metrics") && services.enabled()
                    ? metrics.answer()
                    : Json.answer(200, call(request));
        } catch (Refusal e) {
            return refused(e);
        } catch (RuntimeException e) {
            return failed(head, e);
        }
    }

    private static HttpResponse failed(RequestHead head, RuntimeException cause) {
        if (cause instanceof UnavailableException) {
            log.warn("Refused with 503 method={} path={}: {}", head.method(), head.path(), cause.getMessage());
            return Json.answer(503, Map.of("error", String.valueOf(cause.getMessage())));
        }
        log.error("Control call failed method={} path={}", head.method(), head.path(), cause);
        return Json.answer(500, Map.of("error", "Hydrant failed: " + cause));
    }

    private static HttpResponse refused(Refusal refusal) {
        return Json.answer(refusal.status(), Map.of("error", refusal.sentence()));
    }

    @Override
    public void close() {
        waits.close();
    }

    private Object call(HttpRequest request) {
        RequestHead head = request.head();
        String path = head.path();
        boolean get = head.method().equals("GET") || head.method().equals("HEAD");
        if (ControlForm.HEALTH.contains(path) || path.equals("/_hydrant/ready")) {
            return server.health();
        }
        if (!services.enabled()) {
            throw new Refusal(404, "The control API is switched off (HYDRANT_CONTROL=off).");
        }
        if (path.equals("/_hydrant/clock") && (get || head.method().equals("POST"))) {
            ScopeFilter extent = new Query(head.query(), Set.of("account", "region")).extent(services.defaults());
            return get ? clock.show(extent) : clock.move(Json.object(request), extent);
        }
        if (path.equals("/_hydrant/events") && get) {
            return events.list(head.query());
        }
        if (path.equals("/_hydrant/partitions") && get) {
            return streams.partitions(head.query());
        }
        if (path.startsWith("/_hydrant/streams/") && get) {
            return streams.show(path.substring("/_hydrant/streams/".length()), head.query());
        }
        if (path.equals("/_hydrant/resources") && get) {
            return resources.list(head.query());
        }
        if (path.equals("/_hydrant/resources") && head.method().equals("PUT")) {
            return resources.put(head.query(), Json.object(request));
        }
        if (path.equals("/_hydrant/resources") && head.method().equals("DELETE")) {
            return resources.delete(head.query());
        }
        if (path.equals("/_hydrant/check-endpoint") && head.method().equals("POST")) {
            return checks.run(new Query(head.query(), Set.of("account", "region")), Json.object(request));
        }
        if (path.equals("/_hydrant/nodes") && get) {
            return server.nodes();
        }
        if (path.equals("/_hydrant/reset") && head.method().equals("POST")) {
            return server.reset(
                    new Query(head.query(), Set.of("account", "region", "stream")),
                    request.body().length > 0 && !Json.object(request).isEmpty());
        }
        Optional<Object> aboutFaults = faults.answer(request);
        if (aboutFaults.isPresent()) {
            return aboutFaults.get();
        }
        throw new Refusal(
                404,
                "There is no control call " + head.method() + " " + path
                        + ". There are GET /_hydrant/health, GET /_hydrant/ready, GET and POST /_hydrant/clock,"
                        + " GET /_hydrant/events, GET /_hydrant/streams/<name>, GET /_hydrant/partitions, GET /_hydrant/deliveries, POST /_hydrant/flush,"
                        + " GET /_hydrant/received,"
                        + " GET, PUT and DELETE /_hydrant/resources,"
                        + " GET, POST and DELETE /_hydrant/faults, GET /_hydrant/faults/targets,"
                        + " GET /_hydrant/nodes, POST /_hydrant/check-endpoint,"
                        + " POST /_hydrant/reset and GET /metrics.");
    }
}
