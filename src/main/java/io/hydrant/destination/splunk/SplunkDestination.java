package io.hydrant.destination.splunk;

import java.time.Duration;
import java.util.Optional;

import io.hydrant.destination.Destination;
import io.hydrant.destination.DestinationContext;
import io.hydrant.destination.Transfer;
import io.hydrant.time.Pauses;

/**
 * A Splunk that records are posted to, and that acknowledges them. Thread-safe.
 *
 * @see <a href="https://docs.aws.amazon.com/firehose/latest/dev/retry.html">Handle data delivery failures</a>
 */
final class SplunkDestination implements Destination {
    private final SplunkSettings settings;
    private final DestinationContext context;
    private final Collector collector;
    private final Pauses pauses;

    SplunkDestination(SplunkSettings settings, DestinationContext context, Collector collector, Pauses pauses) {
        this.settings = settings;
        this.context = context;
        this.collector = collector;
        this.pauses = pauses;
    }

    @Override
    public Transfer begin() {
        return new SplunkTransfer(
                collector,
                new Acknowledgement(collector, context, settings.acknowledgementTimeOut(), pauses),
                context.turns());
    }

    @Override
    public Duration retryFor() {
        return settings.retryFor();
    }

    /** The sample of the documents counts the attempts after the first. */
    @Override
    public Optional<Destination> errorOutput(Failure failure) {
        Failure told = new Failure(
                failure.errorCode(), failure.message(), Math.max(0, failure.attempts() - 1), failure.lastAttempt());
        return Optional.of(context.buckets()
                .openForFailures(settings.bucket(), context.origin(), "splunk-failed", new EventMembers(), told));
    }

    @Override
    public boolean mayHang() {
        return true;
    }
}
