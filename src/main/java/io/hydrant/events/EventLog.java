package io.hydrant.events;

import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

import io.hydrant.aws.Scope;

/** The newest events, in order; the oldest are forgotten beyond a bound. Thread-safe. */
public final class EventLog {
    private final InstantSource clock;
    private final int bound;
    private final ArrayDeque<Event> events = new ArrayDeque<>();
    private long sequence;

    /**
     * @param bound how many events are kept
     */
    public EventLog(InstantSource clock, int bound) {
        this.clock = clock;
        this.bound = bound;
    }

    /** Notes that something happened now. */
    public synchronized void add(String type, Scope scope, Optional<String> stream, Map<String, Object> details) {
        events.addLast(new Event(++sequence, clock.instant(), type, scope, stream, details));
        if (events.size() > bound) {
            events.removeFirst();
        }
    }

    /** The kept events that match, oldest first. */
    public synchronized List<Event> matching(Predicate<Event> filter) {
        return events.stream().filter(filter).toList();
    }

    /** Forgets the events that match; the numbering goes on. */
    public synchronized void forget(Predicate<Event> filter) {
        events.removeIf(filter);
    }
}
