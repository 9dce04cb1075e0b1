package io.hydrant.firehose.stream;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import io.hydrant.delivery.DeliveryAttempt;
import io.hydrant.delivery.DeliveryListener;
import io.hydrant.delivery.DeliveryQueue;
import io.hydrant.delivery.DeliveryTarget;
import io.hydrant.delivery.DeliveryTotals;
import io.hydrant.destination.DestinationContext;
import io.hydrant.destination.DestinationSpec;
import io.hydrant.destination.Purpose;
import io.hydrant.destination.S3Bucket;
import io.hydrant.destination.StreamVersion;
import io.hydrant.record.EncryptedWith;
import io.hydrant.record.RecordDecryptor;
import org.jspecify.annotations.Nullable;

/**
 * The queues of one stream: to its destination, and to its backup when every source record is backed up. Guarded by the stream's
 * lock, under which all methods but {@link #flush} and {@link #totals} are called.
 */
final class StreamDelivery implements DeliveryListener {
    private final Object lock;
    private final StreamDependencies services;
    private final Supplier<RecordDecryptor> openers;
    private final Supplier<DeliveryStream> stream;
    private final DeliveryLog lines;
    private final DeliveryQueue main;
    private final Map<Purpose, DeliveryTotals> totals = new ConcurrentHashMap<>();

    private @Nullable DeliveryQueue backup;
    private volatile boolean copying;
    private volatile boolean vanished;

    /**
     * @param stream the stream as it is at the time of asking
     */
    StreamDelivery(
            Object lock,
            StreamDependencies services,
            Supplier<RecordDecryptor> openers,
            Supplier<DeliveryStream> stream) {
        this.lock = lock;
        this.services = services;
        this.openers = openers;
        this.stream = stream;
        this.lines = new DeliveryLog(stream.get().name());
        this.main = queue(Purpose.DESTINATION);
        changed();
    }

    private DeliveryQueue queue(Purpose purpose) {
        DeliveryStream now = stream.get();
        return new DeliveryQueue(
                lock, now.name(), purpose, services.budget(), services.queues().ownedBy(now.arn()), openers, this);
    }

    /** The stream's destination or version has changed. */
    void changed() {
        DeliveryStream now = stream.get();
        lines.changed();
        StreamVersion origin = new StreamVersion(now.scope(), now.name(), now.version());
        Optional<DestinationSpec> spec = now.destination().read();
        main.route(spec.map(s -> new DeliveryTarget(origin, s.hints(), s.open(context(origin))))
                .orElse(null));
        Optional<S3Bucket> copy = spec.flatMap(DestinationSpec::backup);
        if (copy.isPresent() && backup == null) {
            backup = queue(Purpose.BACKUP);
        }
        if (backup != null && copy.isPresent()) {
            S3Bucket bucket = copy.get();
            backup.route(new DeliveryTarget(
                    origin, bucket.hints(), services.buckets().open(bucket, origin, Purpose.BACKUP)));
        }
        copying = copy.isPresent(); // what is copied already still goes where it was to go
    }

    private DestinationContext context(StreamVersion origin) {
        return new DestinationContext(
                origin, services.clock(), services.scheduler().ownedBy(origin.arn()), services.buckets());
    }

    /** How often each record is kept: once, and once more for the backup. Needs no lock. */
    int copies() {
        return copying ? 2 : 1;
    }

    /** Keeps the records of one put; the budget has been taken for each copy. */
    void append(Instant now, int count, int recordBytes, byte[] frames, int length) {
        main.append(now, count, recordBytes, frames, length);
        if (backup != null && copying) {
            backup.append(now, count, recordBytes, frames, length);
        }
    }

    /** Keeps the records of one put, sealed. */
    void appendSealed(Instant now, int count, int recordBytes, EncryptedWith sealedUnder, byte[] payload) {
        main.appendSealed(now, count, recordBytes, sealedUnder, payload);
        if (backup != null && copying) {
            backup.appendSealed(now, count, recordBytes, sealedUnder, payload);
        }
    }

    /** Delivers what is buffered now; takes the lock itself. */
    CompletableFuture<Void> flush() {
        DeliveryQueue copy;
        synchronized (lock) {
            copy = backup;
        }
        CompletableFuture<Void> flushed = main.flush();
        return copy == null ? flushed : CompletableFuture.allOf(flushed, copy.flush());
    }

    /**
     * Drops everything.
     *
     * @return completes, without the lock, when no delivery is under way any more
     */
    CompletableFuture<Void> close() {
        CompletableFuture<Void> end = main.close();
        return backup == null ? end : CompletableFuture.allOf(end, backup.close());
    }

    /** As {@link #close}, and nothing is told of a delivery that is still under way. */
    CompletableFuture<Void> vanish() {
        vanished = true;
        return close();
    }

    /** The records that have not arrived: at the destination, or at the backup. */
    List<DeliveryQueue.Waiting> waiting(Purpose purpose) {
        DeliveryQueue queue = purpose == Purpose.BACKUP ? backup : main;
        return queue == null ? List.of() : queue.waiting();
    }

    /** Records waiting for the destination. */
    long records() {
        return main.records();
    }

    /** Their bytes. */
    long bytes() {
        return main.bytes();
    }

    /** Copies waiting for the backup. */
    long copiedRecords() {
        return backup == null ? 0 : backup.records();
    }

    /** Their bytes. */
    long copiedBytes() {
        return backup == null ? 0 : backup.bytes();
    }

    /** What has been delivered for a purpose since the stream was created. */
    DeliveryTotals totals(Purpose purpose) {
        return totals.getOrDefault(purpose, DeliveryTotals.NONE);
    }

    @Override
    public void attempted(DeliveryAttempt delivery) {
        if (vanished) {
            return;
        }
        services.ledger().add(delivery);
        totals.merge(delivery.purpose(), DeliveryTotals.NONE.plus(delivery), (before, now) -> before.plus(delivery));
        DeliveryStream now = stream.get();
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("purpose", delivery.purpose().name());
        details.put("location", delivery.location());
        details.put("records", delivery.records());
        details.put("arrived", delivery.arrived());
        details.put("lost", delivery.lost());
        details.put("attempt", delivery.attempt());
        details.put("result", delivery.result().name());
        lines.attempted(delivery);
        delivery.error().ifPresent(error -> {
            details.put("errorCode", error.code());
            details.put("errorMessage", error.message());
            CloudWatchLog.of(now.destination(), delivery.purpose()).ifPresent(to -> services.events()
                    .add("CloudWatchLog", now.scope(), Optional.of(now.name()), to.entry(now, delivery)));
        });
        services.events().add("DeliveryAttempted", now.scope(), Optional.of(now.name()), details);
    }

    @Override
    public void expired(long records) {
        if (!vanished) {
            services.recordsExpired(stream.get(), records);
        }
    }
}
