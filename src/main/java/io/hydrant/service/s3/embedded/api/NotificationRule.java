package io.hydrant.service.s3.embedded.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import io.hydrant.aws.Arn;
import io.hydrant.aws.RequestIds;
import io.hydrant.service.s3.embedded.S3Errors;
import io.hydrant.service.s3.embedded.XmlElement;

/**
 * A document {@code NotificationConfiguration}: each configuration gets an id where it has none, names of filter rules are told as
 * {@code Prefix} and {@code Suffix}. Recorded from AWS by others; the text about events is reported. Whether a destination exists is
 * not asked, as with {@code x-amz-skip-destination-validation}.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketNotificationConfiguration.html">The operation</a>
 */
final class NotificationRule {
    /** The element of a configuration to the one of its destination. */
    private static final Map<String, String> DESTINATIONS = Map.of(
            "TopicConfiguration",
            "Topic",
            "QueueConfiguration",
            "Queue",
            "CloudFunctionConfiguration",
            "CloudFunction");

    private static final Set<String> EVENTS = Set.of(
            "s3:ReducedRedundancyLostObject",
            "s3:ObjectCreated:*",
            "s3:ObjectCreated:Put",
            "s3:ObjectCreated:Post",
            "s3:ObjectCreated:Copy",
            "s3:ObjectCreated:CompleteMultipartUpload",
            "s3:ObjectRemoved:*",
            "s3:ObjectRemoved:Delete",
            "s3:ObjectRemoved:DeleteMarkerCreated",
            "s3:ObjectRestore:*",
            "s3:ObjectRestore:Post",
            "s3:ObjectRestore:Completed",
            "s3:ObjectRestore:Delete",
            "s3:Replication:*",
            "s3:Replication:OperationFailedReplication",
            "s3:Replication:OperationNotTracked",
            "s3:Replication:OperationMissedThreshold",
            "s3:Replication:OperationReplicatedAfterThreshold",
            "s3:LifecycleTransition",
            "s3:IntelligentTiering",
            "s3:ObjectAcl:Put",
            "s3:LifecycleExpiration:*",
            "s3:LifecycleExpiration:Delete",
            "s3:LifecycleExpiration:DeleteMarkerCreated",
            "s3:ObjectTagging:*",
            "s3:ObjectTagging:Put",
            "s3:ObjectTagging:Delete");

    private NotificationRule() {}

    static XmlElement completed(XmlElement document) {
        return with(
                document,
                document.children().stream()
                        .map(NotificationRule::configuration)
                        .toList());
    }

    private static XmlElement configuration(XmlElement configuration) {
        String destination = DESTINATIONS.get(configuration.name());
        if (destination == null) {
            if (!configuration.name().equals("EventBridgeConfiguration")) {
                throw S3Errors.malformedXml();
            }
            return configuration;
        }
        String arn = configuration.textOf(destination).orElseThrow(S3Errors::malformedXml);
        if (Arn.parse(arn).isEmpty()) {
            throw S3Errors.invalidArgument("The ARN could not be parsed", destination, arn);
        }
        checkEvents(configuration.all("Event"));
        List<XmlElement> members = new ArrayList<>();
        if (configuration.textOf("Id").filter(id -> !id.isEmpty()).isEmpty()) {
            members.add(new XmlElement("Id", RequestIds.next(), List.of()));
        }
        for (XmlElement member : configuration.children()) {
            switch (member.name()) {
                case "Filter" -> members.add(filter(member));
                case "Id" -> {
                    if (!member.text().isEmpty()) {
                        members.add(member);
                    }
                }
                default -> members.add(member);
            }
        }
        return with(configuration, members);
    }

    private static void checkEvents(List<XmlElement> events) {
        if (events.isEmpty()) {
            throw S3Errors.malformedXml();
        }
        for (XmlElement event : events) {
            if (!EVENTS.contains(event.text())) {
                throw S3Errors.of(
                        400, "InvalidArgument", "The event '" + event.text() + "' is not supported for notifications");
            }
        }
    }

    private static XmlElement filter(XmlElement filter) {
        return with(
                filter,
                filter.children().stream()
                        .map(key -> with(
                                key,
                                key.children().stream()
                                        .map(NotificationRule::filterRule)
                                        .toList()))
                        .toList());
    }

    private static XmlElement filterRule(XmlElement rule) {
        String name = rule.textOf("Name").orElseThrow(S3Errors::malformedXml);
        XmlElement value = rule.child("Value").orElseThrow(S3Errors::malformedXml);
        String told =
                switch (name.toLowerCase(Locale.ROOT)) {
                    case "prefix" -> "Prefix";
                    case "suffix" -> "Suffix";
                    default ->
                        throw S3Errors.invalidArgument(
                                "filter rule name must be either prefix or suffix", "FilterRule.Name", name);
                };
        return with(rule, List.of(new XmlElement("Name", told, List.of()), value));
    }

    private static XmlElement with(XmlElement element, List<XmlElement> children) {
        return new XmlElement(element.name(), element.text(), children);
    }
}
