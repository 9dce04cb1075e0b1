package io.hydrant.destination.toy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import io.hydrant.destination.DeliveryResult;
import io.hydrant.destination.Destination;
import io.hydrant.destination.Transfer;

import static java.nio.charset.StandardCharsets.UTF_8;

/** A box in memory. */
final class ToyDestination implements Destination {
    private static final Map<String, List<String>> BOXES = new ConcurrentHashMap<>();

    private final String box;
    private final Duration retryFor;

    ToyDestination(String box, Duration retryFor) {
        this.box = box;
        this.retryFor = retryFor;
    }

    /** What has arrived in a box. */
    static List<String> arrived(String box) {
        return BOXES.computeIfAbsent(box, name -> new CopyOnWriteArrayList<>());
    }

    @Override
    public Transfer begin() {
        return batch -> {
            batch.forEach((arrival, data, offset, length) -> arrived(box).add(new String(data, offset, length, UTF_8)));
            return new DeliveryResult.Delivered("toy:" + box, batch.bytes());
        };
    }

    @Override
    public Duration retryFor() {
        return retryFor;
    }
}
