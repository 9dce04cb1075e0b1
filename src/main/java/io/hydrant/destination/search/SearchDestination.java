package io.hydrant.destination.search;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

import io.hydrant.destination.Buckets;
import io.hydrant.destination.CpuPermits;
import io.hydrant.destination.Destination;
import io.hydrant.destination.DestinationContext;
import io.hydrant.destination.StreamVersion;
import io.hydrant.destination.Transfer;
import io.hydrant.receiver.Counterpart;
import io.hydrant.receiver.Counterparts;
import io.hydrant.time.Scheduler;
import io.hydrant.time.TimeLimit;

/** A cluster that records are indexed in. Thread-safe. */
final class SearchDestination implements Destination {
    /** How long a cluster may take to answer. A guess: what an HTTP endpoint has. */
    private static final Duration TIME_OUT = Duration.ofMinutes(3);

    private final SearchSettings settings;
    private final Counterparts counterparts;
    private final SearchReceiver receiver;
    private final StreamVersion origin;
    private final InstantSource clock;
    private final Scheduler scheduler;
    private final Buckets buckets;
    private final CpuPermits turns;
    private final SpareBytes spare = new SpareBytes();

    /** @param counterparts who is asked for the cluster's name */
    SearchDestination(SearchSettings settings, Counterparts counterparts, DestinationContext context) {
        this.settings = settings;
        this.counterparts = counterparts;
        this.receiver = new SearchReceiver(settings.kind().words());
        this.origin = context.origin();
        this.clock = context.clock();
        this.scheduler = context.scheduler();
        this.buckets = context.buckets();
        this.turns = context.turns();
    }

    @Override
    public Transfer begin() {
        return begin(Map.of());
    }

    @Override
    public Transfer begin(Map<String, String> settled) {
        return new SearchTransfer(this, settled);
    }

    @Override
    public Duration retryFor() {
        return settings.retryFor();
    }

    @Override
    public Optional<Destination> errorOutput(Failure failure) {
        return Optional.of(buckets.openForFailures(
                settings.bucket(),
                origin,
                settings.kind().errorOutputType(),
                new DocumentMembers(settings.kind(), settings.form()),
                failure));
    }

    @Override
    public boolean mayHang() {
        return true;
    }

    /** Who is asked now. */
    Counterpart counterpart() {
        return counterparts.of(settings.name(), settings.url(), origin, receiver);
    }

    /** For one request. */
    TimeLimit limit() {
        return new TimeLimit(clock, scheduler, TIME_OUT, "time out delivery of " + origin.stream(), origin.arn());
    }

    SearchSettings settings() {
        return settings;
    }

    StreamVersion origin() {
        return origin;
    }

    InstantSource clock() {
        return clock;
    }

    /** When records may be read. */
    CpuPermits turns() {
        return turns;
    }

    /** The array of an earlier request. */
    SpareBytes spare() {
        return spare;
    }
}
