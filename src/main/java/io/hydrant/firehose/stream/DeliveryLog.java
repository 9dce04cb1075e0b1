package io.hydrant.firehose.stream;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.hydrant.delivery.DeliveryAttempt;
import io.hydrant.delivery.Processed;
import io.hydrant.destination.Purpose;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The lines of the log about one stream's deliveries. A destination that fails for long gets few of them. Thread-safe. */
final class DeliveryLog {
    private static final Logger log = LoggerFactory.getLogger(DeliveryLog.class);

    private final String stream;
    private final Map<Purpose, Outage> outages = new ConcurrentHashMap<>();

    DeliveryLog(String stream) {
        this.stream = stream;
    }

    /** The stream has another destination, whose failures are news. */
    void changed() {
        outages.clear();
    }

    /** An attempt has ended; those of one purpose end one after the other. */
    void attempted(DeliveryAttempt delivery) {
        Outage before = outages.getOrDefault(delivery.purpose(), Outage.NONE);
        Outage.Step step = before.on(delivery.result(), delivery.attempt());
        outages.put(delivery.purpose(), step.next());
        if (delivery.purpose() == Purpose.PROCESSING) {
            processed(delivery);
        } else if (delivery.result() == DeliveryAttempt.Result.DELIVERED) {
            log.info(
                    "Delivered stream={} to={} records={} bytes={}",
                    stream,
                    delivery.location(),
                    delivery.records(),
                    delivery.objectBytes());
        }
        switch (step.line()) {
            case NONE -> {}
            case FAILED -> failed(delivery, step.next());
            case OVER -> // as loud as the beginning, so that the same readers see it
                log.warn(
                        "{} again stream={} purpose={} failures={}",
                        delivery.purpose() == Purpose.PROCESSING
                                ? "Records are processed"
                                : "Destination takes records",
                        stream,
                        delivery.purpose(),
                        before.failures());
        }
    }

    /** Records that are processed as they come would fill the log. */
    private void processed(DeliveryAttempt delivery) {
        delivery.processed()
                .ifPresent(processed -> log.debug(
                        "Processed stream={} records={} passed={} dropped={} failed={}",
                        stream,
                        delivery.records(),
                        processed.passed(),
                        processed.dropped(),
                        processed.failed()));
    }

    private void failed(DeliveryAttempt delivery, Outage outage) {
        if (delivery.purpose() == Purpose.PROCESSING) {
            log.warn(
                    "Not processed stream={} records={} attempt={} failures={} result={} errorCode={} message={}",
                    stream,
                    delivery.processed().map(Processed::failed).orElse(delivery.records()),
                    delivery.attempt(),
                    outage.failures(),
                    delivery.result(),
                    delivery.error().map(DeliveryAttempt.Cause::code).orElse(""),
                    delivery.error().map(DeliveryAttempt.Cause::message).orElse(""));
            return;
        }
        log.warn(
                "Not delivered stream={} to={} records={} attempt={} failures={} result={} errorCode={} message={}",
                stream,
                delivery.location(),
                delivery.records(),
                delivery.attempt(),
                outage.failures(),
                delivery.result(),
                delivery.error().map(DeliveryAttempt.Cause::code).orElse(""),
                delivery.error().map(DeliveryAttempt.Cause::message).orElse(""));
    }
}
