package io.hydrant.events;

import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.hydrant.aws.Scope;
import io.hydrant.memory.Share;
import io.hydrant.store.LazyWriter;
import io.hydrant.store.StateKind;
import io.hydrant.store.StoredTail;
import org.jspecify.annotations.Nullable;

/** The newest events, in order; the oldest are forgotten beyond a bound on their number and one on their memory. Thread-safe. */
public final class EventLog {
    /** About what an event takes besides its texts, and what each member of its details does. */
    private static final long EACH = 256;

    private static final long EACH_MEMBER = 64;

    /** Fewer than in memory, because each start reads them. */
    private static final int STORED = 5_000;

    private static final StateKind<Event> EVENTS = new StateKind<>("events", Event.class);

    private final InstantSource clock;
    private final int bound;
    private final Share memory;

    @GuardedBy("this")
    private final ArrayDeque<Event> events = new ArrayDeque<>();

    /** Null when events end with the process. */
    @GuardedBy("this")
    private @Nullable StoredTail<Event> stored;

    @GuardedBy("this")
    private long sequence;

    /**
     * @param bound how many events are kept
     */
    public EventLog(InstantSource clock, int bound) {
        this(clock, bound, Share.unbounded("events"));
    }

    /**
     * @param bound how many events are kept
     * @param memory what they may take together
     */
    public EventLog(InstantSource clock, int bound, Share memory) {
        this.clock = clock;
        this.bound = bound;
        this.memory = memory;
    }

    /** Takes the events of an earlier run, and keeps the newest, soon after they have happened. */
    public synchronized void keep(LazyWriter later) {
        StoredTail<Event> tail = new StoredTail<>(later, EVENTS, STORED);
        for (Event event : tail.load()) {
            keep(event);
        }
        sequence = tail.newest();
        stored = tail;
    }

    /** Notes that something happened now; what is larger than all the memory for events is only counted. */
    public synchronized void add(String type, Scope scope, Optional<String> stream, Map<String, Object> details) {
        Event event = new Event(++sequence, clock.instant(), type, scope, stream, details);
        if (stored != null) {
            List<Event> unused = stored.add(event.sequence(), event);
        }
        keep(event);
    }

    @GuardedBy("this")
    private void keep(Event event) {
        long cost = costOf(event);
        while (events.size() >= bound || !memory.take(cost)) {
            if (events.isEmpty()) {
                return;
            }
            memory.give(costOf(events.removeFirst()));
        }
        events.addLast(event);
    }

    /** The kept events that match, oldest first. */
    public synchronized List<Event> matching(Predicate<Event> filter) {
        return events.stream().filter(filter).toList();
    }

    /** Forgets the events that match; the numbering goes on. */
    public synchronized void forget(Predicate<Event> filter) {
        for (Iterator<Event> each = events.iterator(); each.hasNext(); ) {
            Event event = each.next();
            if (filter.test(event)) {
                each.remove();
                memory.give(costOf(event));
            }
        }
        if (stored != null) {
            stored.forget(filter);
        }
    }

    private static long costOf(Event event) {
        return EACH + sizeOf(event.details());
    }

    private static long sizeOf(Object value) {
        if (value instanceof Map<?, ?> map) {
            long sum = 0;
            for (Map.Entry<?, ?> member : map.entrySet()) {
                sum += EACH_MEMBER + sizeOf(member.getValue());
            }
            return sum;
        }
        if (value instanceof List<?> list) {
            return list.stream()
                    .mapToLong(element -> EACH_MEMBER + sizeOf(element))
                    .sum();
        }
        return value instanceof String text ? text.length() : 0;
    }
}
