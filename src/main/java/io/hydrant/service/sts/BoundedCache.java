package io.hydrant.service.sts;

import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/** A map that forgets its eldest entries beyond a bound; a hit takes no lock. Thread-safe. */
final class BoundedCache<K, V> {
    private final int bound;
    private final ConcurrentHashMap<K, V> entries = new ConcurrentHashMap<>();
    private final Queue<K> byAge = new ConcurrentLinkedQueue<>();

    BoundedCache(int bound) {
        this.bound = bound;
    }

    V get(K key, Function<K, V> make) {
        V found = entries.get(key);
        return found != null ? found : add(key, make.apply(key));
    }

    Optional<V> find(K key) {
        return Optional.ofNullable(entries.get(key));
    }

    private synchronized V add(K key, V value) {
        V earlier = entries.putIfAbsent(key, value);
        if (earlier != null) {
            return earlier;
        }
        byAge.add(key);
        if (entries.size() > bound) {
            @Nullable K eldest = byAge.poll();
            if (eldest != null) {
                entries.remove(eldest);
            }
        }
        return value;
    }

    synchronized void clear() {
        entries.clear();
        byAge.clear();
    }
}
