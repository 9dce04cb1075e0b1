package io.hydrant.service.kinesis.embedded;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import io.hydrant.service.kinesis.Watch;

/** Those who want to know when something happens to a stream, by its ARN, also to one that is made later. Thread-safe. */
final class StreamWatchers {
    private final Map<String, List<Runnable>> byArn = new ConcurrentHashMap<>();

    /** The watchers of a stream: always the same list. */
    List<Runnable> of(String arn) {
        return byArn.computeIfAbsent(arn, any -> new CopyOnWriteArrayList<>());
    }

    /** Runs {@code watcher} when something happens to the stream. */
    Watch add(String arn, Runnable watcher) {
        List<Runnable> watchers = of(arn);
        watchers.add(watcher);
        return () -> watchers.remove(watcher);
    }
}
