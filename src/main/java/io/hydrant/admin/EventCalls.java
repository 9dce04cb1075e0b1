package io.hydrant.admin;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.hydrant.aws.Scope;
import io.hydrant.events.Event;
import io.hydrant.events.EventLog;

/** {@code GET /_hydrant/events}. */
final class EventCalls {
    private final EventLog events;
    private final Scope defaults;

    EventCalls(EventLog events, Scope defaults) {
        this.events = events;
        this.defaults = defaults;
    }

    /** {@code since} is an event's number, or an instant; the events behind it are listed. */
    Map<String, Object> list(String text) {
        Query query = new Query(text, Set.of("since", "stream", "type", "account", "region"));
        Scope scope = query.scope(defaults);
        Since since = Since.of(query.get("since"));
        List<Map<String, Object>> shown = events
                .matching(e -> e.scope().equals(scope)
                        && since.includes(e.sequence(), e.time())
                        && query.get("stream")
                                .map(s -> e.stream().equals(Optional.of(s)))
                                .orElse(true)
                        && query.get("type").map(t -> e.type().equals(t)).orElse(true))
                .stream()
                .map(EventCalls::show)
                .toList();
        return Map.of("events", shown);
    }

    private static Map<String, Object> show(Event event) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("sequence", event.sequence());
        shown.put("eventTime", event.time().toString());
        shown.put("eventName", event.type());
        shown.put("account", event.scope().account().value());
        shown.put("awsRegion", event.scope().region().value());
        event.stream().ifPresent(s -> shown.put("stream", s));
        shown.putAll(event.details());
        return shown;
    }
}
