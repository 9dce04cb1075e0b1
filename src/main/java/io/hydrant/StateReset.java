package io.hydrant;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

import io.hydrant.aws.Extent;
import io.hydrant.delivery.DeliveryLedger;
import io.hydrant.delivery.Origin;
import io.hydrant.delivery.http.HttpPoster;
import io.hydrant.events.EventLog;
import io.hydrant.firehose.encryption.KeyUsage;
import io.hydrant.firehose.stream.DeliveryStreams;
import io.hydrant.firehose.stream.LiveStream;
import io.hydrant.kms.embedded.EmbeddedKms;
import io.hydrant.s3.embedded.EmbeddedS3;
import io.hydrant.sts.Callers;
import io.hydrant.time.VirtualTime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes state vanish at once: all of it and the moved clock too, or what lies within an account and a Region, or one stream's. */
final class StateReset {
    private static final Logger log = LoggerFactory.getLogger(HydrantAssembly.class);

    /** A reset waits for so long that no record of the time before arrives behind it. */
    private static final long DELIVERIES_END_MILLIS = 10_000;

    private static final long ABORT_EACH_MILLIS = 20;

    private final DeliveryStreams streams;
    private final HttpPoster poster;
    private final EmbeddedKms kms;
    private final EmbeddedS3 s3;
    private final Callers callers;
    private final KeyUsage usage;
    private final EventLog events;
    private final DeliveryLedger ledger;
    private final VirtualTime time;

    StateReset(
            DeliveryStreams streams,
            HttpPoster poster,
            EmbeddedKms kms,
            EmbeddedS3 s3,
            Callers callers,
            KeyUsage usage,
            EventLog events,
            DeliveryLedger ledger,
            VirtualTime time) {
        this.streams = streams;
        this.poster = poster;
        this.kms = kms;
        this.s3 = s3;
        this.callers = callers;
        this.usage = usage;
        this.events = events;
        this.ledger = ledger;
        this.time = time;
    }

    /** The stream, what it holds, and what is told of it. */
    void vanish(LiveStream only) {
        CompletableFuture<Void> end =
                streams.reset(s -> s.scope().equals(only.value().scope())
                        && s.name().equals(only.value().name()));
        endDeliveries(end, origin -> origin.arn().equals(only.value().arn()));
        events.forget(e -> e.scope().equals(only.value().scope())
                && e.stream().equals(Optional.of(only.value().name())));
        ledger.forget(d -> d.origin().arn().equals(only.value().arn()));
    }

    /** Streams, keys, buckets, and what is told of them; with everything, callers and the clock too. */
    void vanish(Extent extent) {
        CompletableFuture<Void> end = streams.reset(s -> extent.contains(s.scope()));
        endDeliveries(end, origin -> extent.contains(origin.scope()));
        kms.reset(extent::contains);
        s3.reset(extent::contains);
        events.forget(e -> extent.contains(e.scope()));
        ledger.forget(d -> extent.contains(d.origin().scope()));
        if (extent.isAll()) {
            callers.reset();
            usage.clear();
            time.cancelAll(what -> true);
            time.reset();
        }
    }

    /** Waits for deliveries under way; a request that was not sent yet when the first word came hears one of the next. */
    private void endDeliveries(CompletableFuture<Void> end, Predicate<Origin> whose) {
        for (long waited = 0; waited < DELIVERIES_END_MILLIS; waited += ABORT_EACH_MILLIS) {
            poster.abort(whose);
            try {
                end.get(ABORT_EACH_MILLIS, TimeUnit.MILLISECONDS);
                return;
            } catch (TimeoutException | ExecutionException e) {
                log.debug("A delivery is still under way");
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
        log.warn("A delivery was still under way at the reset and may arrive after it");
    }
}
