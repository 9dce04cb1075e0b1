package io.hydrant.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.hydrant.delivery.Delivery.Purpose;
import io.hydrant.delivery.Delivery.Result;
import io.hydrant.delivery.RecordOpener.UnopenableException;
import io.hydrant.time.Cancellable;
import io.hydrant.time.Hold;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way of one stream's records to one destination: a buffer, what has been taken from it, one delivery at a time and the
 * retries. A parcel that waits for its next attempt lets the others pass.
 *
 * <p>Guarded by the stream's lock: methods that say so are called under it, the others take it themselves. Destinations are
 * waited for without it.
 */
public final class DeliveryLane {
    /** Records wait for their destination for 24 hours. */
    public static final Duration RETENTION = Duration.ofHours(24);

    private static final Logger log = LoggerFactory.getLogger(DeliveryLane.class);

    private final Object lock;
    private final String stream;
    private final Purpose purpose;
    private final LaneServices services;
    private final Supplier<RecordOpener> openers;
    private final DeliveryListener listener;
    private final Backoff backoff;
    private final RecordBuffer buffer;
    private final ArrayDeque<Consignment> ready = new ArrayDeque<>();
    private final Set<Consignment> consignments = new LinkedHashSet<>();

    private @Nullable Route route;
    private @Nullable Route lastRoute;
    private @Nullable Cancellable planned;
    private boolean busy;
    private boolean closed;
    private long takenRecords;
    private long takenBytes;

    /**
     * @param lock the stream's
     * @param stream its name, for the names of tasks
     * @param openers opens what is sealed
     */
    public DeliveryLane(
            Object lock,
            String stream,
            Purpose purpose,
            BufferBudget budget,
            LaneServices services,
            Supplier<RecordOpener> openers,
            DeliveryListener listener) {
        this.lock = lock;
        this.stream = stream;
        this.purpose = purpose;
        this.services = services;
        this.openers = openers;
        this.listener = listener;
        this.backoff = new Backoff(services.random());
        this.buffer = new RecordBuffer(budget);
    }

    /**
     * From now on records go there; what is buffered or waits for a retry too. Null keeps them until they expire. Under the lock.
     */
    public void route(@Nullable Route next) {
        boolean first = route == null;
        route = next;
        lastRoute = next != null ? next : lastRoute;
        if (first && !isEmpty()) {
            replan(services.clock().instant());
        }
    }

    private boolean isEmpty() {
        return buffer.records() == 0;
    }

    /** Keeps the records of one put, which are copied; delivers when the buffer is full. Under the lock. */
    public void append(Instant now, int count, int recordBytes, byte[] frames, int length) {
        boolean first = isEmpty();
        buffer.append(now, count, recordBytes, null, frames, length);
        appended(now, first);
    }

    /** Keeps the records of one put, sealed; nobody changes {@code payload}. Delivers when the buffer is full. Under the lock. */
    public void appendSealed(Instant now, int count, int recordBytes, SealedUnder sealedUnder, byte[] payload) {
        boolean first = isEmpty();
        buffer.appendOwned(now, count, recordBytes, sealedUnder, payload);
        appended(now, first);
    }

    private void appended(Instant now, boolean first) {
        if (route != null && buffer.bytes() >= route.hints().bytes()) {
            cut();
            pump();
        } else if (first) {
            replan(now);
        }
    }

    private void replan(Instant now) {
        unplan();
        String what = purpose == Purpose.BACKUP ? "flush backup of " : "flush ";
        planned = route != null
                ? services.scheduler().at(now.plus(route.hints().interval()), what + stream, this::due)
                : services.scheduler().at(expiry(buffer.oldestArrival()), "expire records of " + stream, this::due);
    }

    private static Instant expiry(@Nullable Instant oldest) {
        return oldest == null ? Instant.MAX : oldest.plus(RETENTION);
    }

    private void unplan() {
        if (planned != null) {
            planned.cancel();
            planned = null;
        }
    }

    private void due() {
        long expired = 0;
        synchronized (lock) {
            planned = null;
            if (closed || isEmpty()) {
                return;
            }
            if (route != null) {
                cut();
                pump();
            } else {
                expired = buffer.dropThrough(services.clock().instant().minus(RETENTION));
                if (!isEmpty()) {
                    replan(services.clock().instant());
                }
            }
        }
        if (expired > 0) {
            listener.expired(expired);
        }
    }

    /** Takes what is buffered out of the buffer, to be delivered together. */
    private void cut() {
        unplan();
        if (!isEmpty()) {
            Consignment consignment = new Consignment(buffer.take());
            takenRecords += consignment.taken().records();
            takenBytes += consignment.taken().bytes();
            consignments.add(consignment);
            ready.add(consignment);
        }
    }

    /** Starts the next delivery if none is under way. */
    private void pump() {
        Route now = lastRoute;
        if (busy || closed || now == null || ready.isEmpty()) {
            return;
        }
        Consignment next = ready.remove();
        if (next.errorOutput == null && !now.equals(next.route)) {
            next.route = now;
            next.begin(now.destination());
        }
        next.attempts++;
        busy = true;
        Hold hold = services.scheduler().hold("delivery of " + stream);
        try {
            services.work().execute(() -> {
                try (hold) {
                    deliver(next);
                }
            });
        } catch (RejectedExecutionException e) {
            hold.close();
            busy = false;
            ready.addFirst(next);
        }
    }

    private void deliver(Consignment consignment) {
        Shipment shipment;
        synchronized (lock) {
            shipment = Objects.requireNonNull(consignment.shipment);
        }
        Parcel parcel = null;
        Outcome outcome;
        try (RecordOpener opener = openers.get()) {
            parcel = consignment.open(opener);
            outcome = shipment.attempt(parcel);
        } catch (UnopenableException e) {
            outcome = failed(consignment, e.errorCode(), e.getMessage());
        } catch (RuntimeException e) {
            log.error("Delivery failed in Hydrant itself stream={}", stream, e);
            outcome = failed(consignment, "InternalError", "Hydrant failed: " + e);
        }
        finish(consignment, parcel, outcome);
    }

    private static Outcome failed(Consignment consignment, String code, @Nullable String message) {
        return new Outcome.Failed("", code, String.valueOf(message), Outcome.Then.RETRY, consignment.delivered);
    }

    private void finish(Consignment consignment, @Nullable Parcel parcel, Outcome outcome) {
        Delivery delivery;
        List<CompletableFuture<Void>> settled = List.of();
        synchronized (lock) {
            Instant now = services.clock().instant();
            Delivery attempt = attempt(consignment, parcel, outcome, now);
            Result result = outcome instanceof Outcome.Failed failure
                    ? failed(consignment, failure, parcel != null, now)
                    : Result.DELIVERED;
            delivery = attempt.with(result);
            if (result == Result.DELIVERED || result == Result.DROPPED) {
                leave(consignment);
            }
            if (result != Result.GIVEN_UP) {
                settled = consignment.settled();
            }
        }
        listener.attempted(delivery);
        settled.forEach(watcher -> watcher.complete(null));
        synchronized (lock) {
            busy = false;
            pump();
        }
    }

    /** Decides what becomes of a parcel that did not arrive as a whole. */
    private Result failed(Consignment consignment, Outcome.Failed failure, boolean opened, Instant now) {
        consignment.delivered = failure.delivered();
        Instant end = expiry(consignment.taken().oldestArrival());
        if (closed || failure.then() == Outcome.Then.DROP) {
            return Result.DROPPED;
        }
        Destination destination = consignment.errorOutput != null
                ? consignment.errorOutput
                : Objects.requireNonNull(consignment.route).destination();
        Instant limit = end;
        if (opened) {
            consignment.firstFailure = consignment.firstFailure == null ? now : consignment.firstFailure;
            Instant own = failure.then() == Outcome.Then.GIVE_UP
                    ? now
                    : consignment.firstFailure.plus(destination.retryFor());
            limit = own.isBefore(end) ? own : end;
        }
        if (!now.isBefore(limit)) {
            Optional<Destination> errors = consignment.errorOutput != null
                    ? Optional.empty()
                    : destination.errorOutput(
                            new Destination.Failure(failure.errorCode(), failure.message(), consignment.attempts, now));
            if (errors.isPresent()) {
                consignment.errorOutput = errors.get();
                consignment.begin(errors.get());
                consignment.attempts = 0;
                consignment.firstFailure = null;
                ready.addFirst(consignment);
                return Result.GIVEN_UP;
            }
            if (!now.isBefore(end)) {
                return Result.DROPPED;
            }
            limit = end;
        }
        Instant next = now.plus(backoff.after(consignment.attempts));
        String what = purpose == Purpose.BACKUP ? "retry backup of " : "retry delivery of ";
        consignment.retry =
                services.scheduler().at(next.isBefore(limit) ? next : limit, what + stream, () -> again(consignment));
        return Result.RETRYING;
    }

    private void again(Consignment consignment) {
        synchronized (lock) {
            if (!closed && consignment.retry != null) {
                consignment.retry = null;
                ready.add(consignment);
                pump();
            }
        }
    }

    private Delivery attempt(Consignment consignment, @Nullable Parcel parcel, Outcome outcome, Instant now) {
        int records = parcel != null ? parcel.records() : (int) consignment.records();
        boolean delivered = outcome instanceof Outcome.Delivered;
        Outcome.Failed failed = outcome instanceof Outcome.Failed f ? f : null;
        return new Delivery(
                0,
                now,
                Objects.requireNonNull(consignment.route).origin(),
                consignment.errorOutput == null ? purpose : Purpose.ERROR_OUTPUT,
                outcome.location(),
                records,
                parcel != null ? parcel.bytes() : consignment.taken().bytes(),
                (failed == null ? records : failed.delivered()) - consignment.delivered,
                outcome instanceof Outcome.Delivered d ? d.bytes() : 0,
                consignment.attempts,
                delivered ? Result.DELIVERED : Result.RETRYING,
                Optional.ofNullable(failed).map(f -> new Delivery.Cause(f.errorCode(), f.message())),
                Duration.between(consignment.taken().oldestArrival(), now));
    }

    private void leave(Consignment consignment) {
        if (consignments.remove(consignment)) {
            takenRecords -= consignment.taken().records();
            takenBytes -= consignment.taken().bytes();
            consignment.taken().release();
        }
    }

    /**
     * Delivers what is buffered, and tries again now what waits for a retry.
     *
     * @return completes when each of these has arrived, is lost, or waits for its next attempt
     */
    public CompletableFuture<Void> flush() {
        List<CompletableFuture<Void>> all = new ArrayList<>();
        synchronized (lock) {
            if (closed || route == null) {
                return CompletableFuture.completedFuture(null);
            }
            cut();
            for (Consignment consignment : consignments) {
                if (consignment.retry != null) {
                    consignment.retry.cancel();
                    consignment.retry = null;
                    ready.add(consignment);
                }
                CompletableFuture<Void> watcher = new CompletableFuture<>();
                consignment.watch(watcher);
                all.add(watcher);
            }
            pump();
        }
        return CompletableFuture.allOf(all.toArray(CompletableFuture[]::new));
    }

    /** Drops everything, because the stream is being deleted; a delivery under way may still arrive. Under the lock. */
    public void close() {
        closed = true;
        unplan();
        buffer.clear();
        Set<Consignment> underWay = new LinkedHashSet<>(consignments);
        ready.forEach(underWay::remove);
        underWay.removeIf(c -> c.retry != null);
        for (Consignment consignment : List.copyOf(consignments)) {
            if (!underWay.contains(consignment)) {
                if (consignment.retry != null) {
                    consignment.retry.cancel();
                }
                consignment.settled().forEach(watcher -> watcher.complete(null));
                leave(consignment);
            }
        }
        ready.clear();
    }

    /** Hands every chunk that has not arrived to {@code reader}. Under the lock. */
    public void forEach(Consumer<RecordBuffer.Chunk> reader) {
        consignments.forEach(consignment -> consignment.taken().forEach(reader));
        buffer.forEach(reader);
    }

    /** Records that have not arrived. Under the lock. */
    public long records() {
        return buffer.records() + takenRecords;
    }

    /** Their bytes. Under the lock. */
    public long bytes() {
        return buffer.bytes() + takenBytes;
    }
}
