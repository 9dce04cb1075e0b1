package io.hydrant.destination.splunk;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;

import io.hydrant.destination.DestinationContext;
import io.hydrant.time.Pauses;
import org.jspecify.annotations.Nullable;

/**
 * The wait for an acknowledgement. Splunk advises to ask every ten seconds; AWS does not say how often Firehose asks. Hydrant asks
 * at once, and then after pauses that grow up to that.
 */
final class Acknowledgement {
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(50);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final Collector collector;
    private final DestinationContext context;
    private final Duration timeOut;
    private final Pauses pauses;

    /** @param timeOut how long a wait lasts, by the clock that can be moved */
    Acknowledgement(Collector collector, DestinationContext context, Duration timeOut, Pauses pauses) {
        this.collector = collector;
        this.context = context;
        this.timeOut = timeOut;
        this.pauses = pauses;
    }

    /**
     * Waits until the data of {@code id}, which were sent just now, are acknowledged, or the time is over.
     *
     * @return why they are not; null if they are
     */
    @Nullable
    SplunkFailure await(long id) throws InterruptedException {
        Instant deadline = collector.now().plus(timeOut);
        Duration pause = SHORTEST_PAUSE;
        while (true) {
            try {
                if (collector.hasAcknowledged(id, longest(collector.now(), deadline))) {
                    return null;
                }
            } catch (CollectorException e) {
                if (e.failure().isFinal()) {
                    return e.failure();
                }
            }
            Instant now = collector.now();
            if (!now.isBefore(deadline)) {
                return SplunkFailure.noAcknowledgement(timeOut);
            }
            try {
                sleepUntil(earlier(now.plus(pause), deadline));
            } catch (IOException e) {
                return SplunkFailure.stopped();
            }
            pause = shorter(pause.multipliedBy(2), LONGEST_PAUSE);
        }
    }

    /** A question at the end of the time is answered as well. */
    private static Duration longest(Instant now, Instant deadline) {
        Duration left = Duration.between(now, deadline);
        return left.compareTo(LONGEST_PAUSE) < 0 ? LONGEST_PAUSE : left;
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }

    private void sleepUntil(Instant due) throws IOException, InterruptedException {
        pauses.until(
                due,
                context.scheduler(),
                "ask for acknowledgement of " + context.origin().stream(),
                context.origin().arn());
    }
}
