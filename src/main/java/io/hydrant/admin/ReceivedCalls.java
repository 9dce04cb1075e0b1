package io.hydrant.admin;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Predicate;

import io.hydrant.admin.DeliveryCalls.Answer;
import io.hydrant.aws.Scope;
import io.hydrant.receiver.Received;
import io.hydrant.receiver.ReceivedLog;
import io.hydrant.receiver.ReceivedRecord;

/** {@code GET /_hydrant/received}: what the receivers inside Hydrant have taken. */
final class ReceivedCalls {
    private final ReceivedLog log;
    private final Scope defaults;
    private final Executor executor;

    /** @param executor where answers are made once a wait is over */
    ReceivedCalls(ReceivedLog log, Scope defaults, Executor executor) {
        this.log = log;
        this.defaults = defaults;
        this.executor = executor;
    }

    /** The requests; with {@code await} only once enough records have come, or 408 with what there is. */
    CompletableFuture<Answer> list(String text) {
        Query query = new Query(text, Set.of("stream", "since", "await", "records", "account", "region"));
        Scope scope = query.scope(defaults);
        Since since = Since.of(query.get("since"));
        Optional<String> stream = query.get("stream");
        Predicate<Received> filter = r -> r.origin().scope().equals(scope)
                && since.includes(r.sequence(), r.at())
                && stream.map(s -> s.equals(r.origin().stream())).orElse(true);
        Optional<Awaited> awaited = Awaited.of(query);
        if (awaited.isEmpty()) {
            return CompletableFuture.completedFuture(new Answer(200, listing(log.matching(filter))));
        }
        return Waits.then(
                log.arrival(filter, awaited.get().records(), awaited.get().longest()),
                executor,
                all -> waited(all, filter, awaited.get()));
    }

    private Answer waited(boolean all, Predicate<Received> filter, Awaited awaited) {
        Map<String, Object> answer = new LinkedHashMap<>();
        List<Received> found = log.matching(filter);
        if (!all) {
            answer.put(
                    "error",
                    "Of " + awaited.records() + " records " + log.records(filter) + " have been received after "
                            + awaited.longest() + ".");
        }
        answer.putAll(listing(found));
        return new Answer(all ? 200 : 408, answer);
    }

    private static Map<String, Object> listing(List<Received> found) {
        return Map.of("received", found.stream().map(ReceivedCalls::show).toList());
    }

    private static Map<String, Object> show(Received received) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("sequence", received.sequence());
        shown.put("at", received.at().toString());
        shown.put("stream", received.origin().stream());
        shown.put("version", received.origin().version());
        shown.put("destination", received.destination());
        shown.put("request", received.request());
        shown.put(
                "records",
                received.records().stream().map(ReceivedRecord::shown).toList());
        return shown;
    }
}
