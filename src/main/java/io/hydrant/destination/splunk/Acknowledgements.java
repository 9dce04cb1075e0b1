package io.hydrant.destination.splunk;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import io.hydrant.destination.DestinationContext;
import io.hydrant.record.RecordSet;
import io.hydrant.time.Pauses;
import org.jspecify.annotations.Nullable;

/**
 * The acknowledgements that one attempt waits for. Splunk advises to ask every ten seconds; AWS does not say how often Firehose
 * asks. Hydrant asks at once, and then after pauses that grow up to that. For one thread.
 */
final class Acknowledgements {
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(50);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final Collector collector;
    private final DestinationContext context;
    private final Duration timeOut;
    private final Pauses pauses;
    private final Map<Long, RecordSet> awaited = new LinkedHashMap<>();
    private Instant deadline = Instant.MAX;

    Acknowledgements(Collector collector, DestinationContext context, Duration timeOut, Pauses pauses) {
        this.collector = collector;
        this.context = context;
        this.timeOut = timeOut;
        this.pauses = pauses;
    }

    /** The records that the acknowledgement {@code id} is for were taken just now. */
    void expect(long id, RecordSet records) {
        awaited.merge(id, records, RecordSet::plus);
        deadline = collector.now().plus(timeOut);
    }

    /**
     * Waits until everything is acknowledged or the time is over.
     *
     * @param arrived gets the records of each acknowledgement, at once
     * @return why some are not acknowledged; null if all are
     */
    @Nullable
    SplunkFailure await(Consumer<RecordSet> arrived) throws InterruptedException {
        Duration pause = SHORTEST_PAUSE;
        try {
            while (!awaited.isEmpty()) {
                Instant now = collector.now();
                SplunkFailure failure = ask(left(now), arrived);
                if (failure != null && failure.isFinal()) {
                    return failure;
                }
                now = collector.now();
                if (!awaited.isEmpty()) {
                    if (!now.isBefore(deadline)) {
                        return SplunkFailure.noAcknowledgement(timeOut);
                    }
                    Instant next = now.plus(pause);
                    sleepUntil(next.isBefore(deadline) ? next : deadline);
                    pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
                }
            }
            return null;
        } catch (IOException e) {
            return SplunkFailure.stopped();
        } finally {
            awaited.clear();
        }
    }

    /** A question at the end of the time is answered as well. */
    private Duration left(Instant now) {
        Duration left = Duration.between(now, deadline);
        return left.compareTo(LONGEST_PAUSE) < 0 ? LONGEST_PAUSE : left;
    }

    private @Nullable SplunkFailure ask(Duration longest, Consumer<RecordSet> arrived) throws InterruptedException {
        try {
            for (long id : collector.acknowledged(List.copyOf(awaited.keySet()), longest)) {
                RecordSet records = awaited.remove(id);
                if (records != null) {
                    arrived.accept(records);
                }
            }
            return null;
        } catch (CollectorException e) {
            return e.failure();
        }
    }

    private void sleepUntil(Instant due) throws IOException, InterruptedException {
        String stream = context.origin().stream();
        pauses.until(
                due,
                context.scheduler(),
                "ask for acknowledgement of " + stream,
                context.origin().arn(),
                "delivery of " + stream);
    }
}
