package io.hydrant.firehose.stream;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import io.hydrant.delivery.DeliveryAttempt;
import io.hydrant.destination.Purpose;
import io.hydrant.firehose.configuration.DestinationConfiguration;

/**
 * The log stream of CloudWatch Logs that a destination's {@code CloudWatchLoggingOptions} name. Hydrant has no CloudWatch Logs:
 * what would be written there becomes an event.
 */
record CloudWatchLog(String group, String stream) {
    /** The log stream for errors of that purpose; empty when logging is not enabled. */
    static Optional<CloudWatchLog> of(DestinationConfiguration destination, Purpose purpose) {
        Map<?, ?> members = destination.members();
        if (purpose == Purpose.BACKUP) {
            members = structure(members, "S3BackupConfiguration")
                    .or(() -> structure(destination.members(), "S3Configuration"))
                    .orElse(members);
        }
        return structure(members, "CloudWatchLoggingOptions")
                .filter(options -> Boolean.TRUE.equals(options.get("Enabled")))
                .map(options -> new CloudWatchLog(
                        String.valueOf(options.get("LogGroupName")), String.valueOf(options.get("LogStreamName"))));
    }

    private static Optional<Map<?, ?>> structure(Map<?, ?> members, String name) {
        return members.get(name) instanceof Map<?, ?> found ? Optional.of(found) : Optional.empty();
    }

    /** The entry in CloudWatch's own form. Facts §5.12. */
    Map<String, Object> entry(DeliveryStream of, DeliveryAttempt delivery) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("deliveryStreamARN", of.arn());
        entry.put("destination", delivery.location());
        entry.put("deliveryStreamVersionId", delivery.origin().version());
        delivery.error().ifPresent(error -> {
            entry.put("message", error.message());
            entry.put("errorCode", error.code());
        });
        return Map.of("logGroup", group, "logStream", stream, "message", entry);
    }
}
