package io.hydrant.lifecycle;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Predicate;

import io.hydrant.aws.Arn;
import io.hydrant.aws.Scope;
import io.hydrant.aws.ScopeFilter;
import io.hydrant.delivery.DeliveryLedger;
import io.hydrant.events.EventLog;
import io.hydrant.firehose.stream.DeliveryStreams;
import io.hydrant.firehose.stream.LiveStream;
import io.hydrant.time.VirtualTime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Discards state at once: one stream's, the state of an account or a Region, or all of it and the moved clock too. Thread-safe.
 */
public final class StateReset {
    private static final Logger log = LoggerFactory.getLogger(StateReset.class);

    /** A reset waits this long for running deliveries, so that none of their records arrives after it. */
    private static final long DELIVERIES_END_MILLIS = 10_000;

    private static final long ABORT_EACH_MILLIS = 20;

    private final DeliveryStreams streams;
    private final EventLog events;
    private final DeliveryLedger ledger;
    private final VirtualTime time;
    private final Parts parts;

    /**
     * The parts behind the ports that keep state as well.
     *
     * @param abort aborts the running requests of the streams whose ARNs match
     * @param ofStreams each discards what came from the streams whose ARNs match
     * @param scoped each discards what belongs to the matching accounts and Regions
     * @param global each discards state that belongs to no account; called when everything goes
     */
    public record Parts(
            Consumer<Predicate<String>> abort,
            List<Consumer<Predicate<String>>> ofStreams,
            List<Consumer<Predicate<Scope>>> scoped,
            List<Runnable> global) {
        public Parts {
            ofStreams = List.copyOf(ofStreams);
            scoped = List.copyOf(scoped);
            global = List.copyOf(global);
        }
    }

    public StateReset(DeliveryStreams streams, EventLog events, DeliveryLedger ledger, VirtualTime time, Parts parts) {
        this.streams = streams;
        this.events = events;
        this.ledger = ledger;
        this.time = time;
        this.parts = parts;
    }

    /** Discards the stream, its records, its events and its delivery attempts. */
    public void discard(LiveStream only) {
        CompletableFuture<Void> end =
                streams.reset(s -> s.scope().equals(only.value().scope())
                        && s.name().equals(only.value().name()));
        Predicate<String> itself = arn -> arn.equals(only.value().arn());
        endDeliveries(end, itself);
        parts.ofStreams().forEach(part -> part.accept(itself));
        events.forget(e -> e.scope().equals(only.value().scope())
                && e.stream().equals(Optional.of(only.value().name())));
        ledger.forget(d -> d.origin().arn().equals(only.value().arn()));
    }

    /** Discards streams, keys, buckets, events and attempts in the filter; with everything, callers and the clock too. */
    public void discard(ScopeFilter filter) {
        CompletableFuture<Void> end = streams.reset(s -> filter.contains(s.scope()));
        Predicate<String> inside =
                arn -> Arn.parse(arn).flatMap(Arn::scope).map(filter::contains).orElse(true);
        endDeliveries(end, inside);
        parts.ofStreams().forEach(part -> part.accept(inside));
        parts.scoped().forEach(part -> part.accept(filter::contains));
        events.forget(e -> filter.contains(e.scope()));
        ledger.forget(d -> filter.contains(d.origin().scope()));
        if (filter.isAll()) {
            parts.global().forEach(Runnable::run);
            time.cancelAll(what -> true);
            time.reset();
        }
    }

    /**
     * Waits for running deliveries. Repeats the abort, because a delivery may open its HTTP request after the first abort.
     */
    private void endDeliveries(CompletableFuture<Void> end, Predicate<String> whose) {
        for (long waited = 0; waited < DELIVERIES_END_MILLIS; waited += ABORT_EACH_MILLIS) {
            parts.abort().accept(whose);
            try {
                end.get(ABORT_EACH_MILLIS, TimeUnit.MILLISECONDS);
                return;
            } catch (TimeoutException | ExecutionException e) {
                log.debug("A delivery is still running");
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
        log.warn("A delivery was still running at the reset and may arrive after it");
    }
}
