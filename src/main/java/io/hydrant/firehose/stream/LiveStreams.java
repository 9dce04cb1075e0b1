package io.hydrant.firehose.stream;

import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

import io.hydrant.aws.Scope;
import org.jspecify.annotations.Nullable;

/** The streams at work in this process, by account, Region and name: each with its buffer, which no store has yet. Thread-safe. */
final class LiveStreams {
    private final ConcurrentHashMap<Scope, Named> scopes = new ConcurrentHashMap<>();

    private static final class Named {
        private final ConcurrentHashMap<String, LiveStream> byName = new ConcurrentHashMap<>();
        private final NavigableMap<String, LiveStream> inOrder = new ConcurrentSkipListMap<>();
    }

    /** Adds a stream; its name is free. */
    void add(LiveStream stream) {
        DeliveryStream value = stream.value();
        Named streams = scopes.computeIfAbsent(value.scope(), scope -> new Named());
        streams.inOrder.put(value.name(), stream);
        streams.byName.put(value.name(), stream);
    }

    /** Removes the stream; false when it was not there. */
    boolean remove(LiveStream stream) {
        DeliveryStream value = stream.value();
        Named streams = scopes.get(value.scope());
        return streams != null
                && streams.byName.remove(value.name(), stream)
                && streams.inOrder.remove(value.name(), stream);
    }

    /** The stream of that name; null when there is none. Cheap enough for every put. */
    @Nullable
    LiveStream findOrNull(Scope scope, String name) {
        Named streams = scopes.get(scope);
        return streams == null ? null : streams.byName.get(name);
    }

    /** The streams of an account and Region, in byte order of their names. */
    Collection<LiveStream> in(Scope scope) {
        Named streams = scopes.get(scope);
        return streams == null ? List.of() : streams.inOrder.values();
    }

    /** Those of {@link #in(Scope)} that follow a name, which need not exist. */
    Collection<LiveStream> in(Scope scope, String after) {
        Named streams = scopes.get(scope);
        return streams == null
                ? List.of()
                : streams.inOrder.tailMap(after, false).values();
    }

    /** Every stream there is. */
    List<LiveStream> all() {
        return scopes.values().stream()
                .flatMap(streams -> streams.inOrder.values().stream())
                .toList();
    }
}
