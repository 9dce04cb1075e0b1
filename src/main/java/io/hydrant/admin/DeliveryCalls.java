package io.hydrant.admin;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import io.hydrant.aws.Scope;
import io.hydrant.delivery.DeliveryAttempt;
import io.hydrant.delivery.DeliveryLedger;
import io.hydrant.firehose.stream.DeliveryStreams;
import io.hydrant.firehose.stream.LiveStream;

/** {@code POST /_hydrant/flush} and {@code GET /_hydrant/deliveries}. */
final class DeliveryCalls {
    private final DeliveryStreams streams;
    private final DeliveryLedger ledger;
    private final Scope defaults;
    private final Duration longestFlush;
    private final Executor executor;

    /**
     * @param longestFlush how long of the wall's time a flush waits for deliveries
     * @param executor where answers are made once a wait is over
     */
    DeliveryCalls(
            DeliveryStreams streams, DeliveryLedger ledger, Scope defaults, Duration longestFlush, Executor executor) {
        this.streams = streams;
        this.ledger = ledger;
        this.defaults = defaults;
        this.longestFlush = longestFlush;
        this.executor = executor;
    }

    /** A status and what to answer with it. */
    record Answer(int status, Map<String, Object> body) {}

    /**
     * Delivers what is buffered: of one stream, of one account or Region, or of all. 409 when deliveries are under way for too
     * long, with the names of their streams and the attempts that have ended.
     */
    CompletableFuture<Answer> flush(String text) {
        Query query = new Query(text, Set.of("stream", "account", "region"));
        List<LiveStream> chosen;
        if (query.get("stream").isPresent()) {
            String name = query.get("stream").get();
            chosen = List.of(streams.find(query.scope(defaults), name)
                    .orElseThrow(() -> new Refusal(404, "There is no delivery stream '" + name + "'.")));
        } else {
            boolean all = query.get("account").isEmpty() && query.get("region").isEmpty();
            Scope scope = query.scope(defaults);
            chosen = streams.all().stream()
                    .filter(s -> all || s.value().scope().equals(scope))
                    .toList();
        }
        long before = ledger.newest();
        Map<LiveStream, CompletableFuture<Void>> flushes = new LinkedHashMap<>();
        chosen.forEach(s -> flushes.put(s, s.flush()));
        CompletableFuture<Void> all = CompletableFuture.allOf(flushes.values().toArray(CompletableFuture[]::new));
        // Whether it is all done is looked at afterwards; a flush that fails ends the wait as well.
        CompletableFuture<Void> over = all.handle((done, failure) -> (Void) null)
                .completeOnTimeout(null, longestFlush.toMillis(), TimeUnit.MILLISECONDS);
        return Waits.then(over, executor, done -> flushed(flushes, before));
    }

    private Answer flushed(Map<LiveStream, CompletableFuture<Void>> flushes, long before) {
        List<String> inFlight = flushes.entrySet().stream()
                .filter(e -> !e.getValue().isDone())
                .map(e -> e.getKey().value().name())
                .toList();
        Set<String> arns = flushes.keySet().stream().map(s -> s.value().arn()).collect(Collectors.toSet());
        Map<String, Object> attempts = listing(ledger.matching(
                d -> d.sequence() > before && arns.contains(d.origin().arn())));
        if (inFlight.isEmpty()) {
            return new Answer(200, attempts);
        }
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put(
                "error",
                "Deliveries are still under way after " + longestFlush.toSeconds() + " seconds: "
                        + String.join(", ", inFlight)
                        + ". If an endpoint does not answer, advance the clock by 3 minutes.");
        answer.put("inFlight", inFlight);
        answer.putAll(attempts);
        return new Answer(409, answer);
    }

    /** The ledger; with {@code await} only once enough records have arrived, or 408 with what there is. */
    CompletableFuture<Answer> list(String text) {
        Query query = new Query(text, Set.of("stream", "since", "await", "records", "account", "region"));
        Scope scope = query.scope(defaults);
        Since since = Since.of(query.get("since"));
        Optional<String> stream = query.get("stream");
        Predicate<DeliveryAttempt> filter = d -> d.origin().scope().equals(scope)
                && since.includes(d.sequence(), d.time())
                && stream.map(s -> s.equals(d.origin().stream())).orElse(true);
        Optional<Awaited> awaited = Awaited.of(query);
        if (awaited.isEmpty()) {
            return CompletableFuture.completedFuture(new Answer(200, listing(ledger.matching(filter))));
        }
        long records = awaited.get().records();
        Duration longest = awaited.get().longest();
        return Waits.then(
                ledger.arrival(filter, records, longest),
                executor,
                arrived -> waited(arrived, filter, records, longest));
    }

    private Answer waited(boolean all, Predicate<DeliveryAttempt> filter, long records, Duration longest) {
        if (all) {
            return new Answer(200, listing(ledger.matching(filter)));
        }
        List<DeliveryAttempt> found = ledger.matching(filter);
        long arrived = ledger.arrived(filter);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("error", "Of " + records + " records " + arrived + " have been delivered after " + longest + ".");
        answer.putAll(listing(found));
        return new Answer(408, answer);
    }

    private static Map<String, Object> listing(List<DeliveryAttempt> deliveries) {
        return Map.of("deliveries", deliveries.stream().map(DeliveryCalls::show).toList());
    }

    private static Map<String, Object> show(DeliveryAttempt delivery) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("sequence", delivery.sequence());
        shown.put("time", delivery.time().toString());
        shown.put("stream", delivery.origin().stream());
        shown.put("version", delivery.origin().version());
        shown.put("purpose", delivery.purpose().name());
        shown.put("destination", delivery.location());
        if (delivery.location().startsWith("s3://")) {
            int slash = delivery.location().indexOf('/', 5);
            if (slash > 0) {
                shown.put("bucket", delivery.location().substring(5, slash));
                shown.put("key", delivery.location().substring(slash + 1));
            }
        } else if (delivery.location().startsWith("http")) {
            shown.put("url", delivery.location());
        }
        shown.put("records", delivery.records());
        shown.put("arrived", delivery.arrived());
        shown.put("lost", delivery.lost());
        delivery.processed().ifPresent(processed -> {
            shown.put("dropped", processed.dropped());
            shown.put("failed", processed.failed());
        });
        shown.put("bytes", delivery.bytes());
        shown.put("objectBytes", delivery.objectBytes());
        shown.put("attempt", delivery.attempt());
        shown.put("outcome", delivery.result().name());
        delivery.error().ifPresent(error -> {
            shown.put("errorCode", error.code());
            shown.put("error", error.message());
        });
        shown.put("dataFreshness", delivery.age().toString());
        return shown;
    }
}
