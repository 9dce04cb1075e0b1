package io.hydrant.service.s3.embedded.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import io.hydrant.service.s3.embedded.document.Elements;
import io.hydrant.service.s3.embedded.document.S3Errors;
import io.hydrant.service.s3.embedded.document.XmlElement;

/**
 * Checks a notification configuration. Recorded on AWS, September 2026, and by LocalStack. Hydrant has no queues, topics and
 * functions, so it does not ask whether they exist.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-how-to-event-types-and-destinations.html">Event types and destinations</a>
 */
public final class NotificationRules {
    /** Element of a configuration to the element of its target. */
    private static final Map<String, String> TARGETS = Map.of(
            "QueueConfiguration", "Queue",
            "TopicConfiguration", "Topic",
            "CloudFunctionConfiguration", "CloudFunction");

    private static final Set<String> EVENTS = Set.of(
            "s3:TestEvent",
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

    private static final Pattern ARN = Pattern.compile("arn:[^:]+:[^:]+:[^:]*:[^:]*:.+");
    private static final String TOPIC_NAME =
            "^arn:aws[\\p{Alpha}\\-]*:sns:[\\p{Alnum}\\-]+:[\\p{Digit}]{12}:[\\p{Alnum}\\-_]{1,256}$";
    private static final Pattern TOPIC = Pattern.compile(TOPIC_NAME);

    private NotificationRules() {}

    /**
     * Checks the document.
     *
     * @throws io.hydrant.aws.AwsException {@code MalformedXML}, {@code InvalidArgument}
     */
    public static void check(XmlElement document) {
        List<NotificationFilter> filters = new ArrayList<>();
        for (XmlElement configuration : document.children()) {
            String target = TARGETS.get(configuration.name());
            if (target != null) {
                checkTarget(target, configuration.textOf(target).orElse("").strip());
                checkEvents(configuration);
                filters.add(NotificationFilter.of(configuration));
            }
        }
        for (int i = 0; i < filters.size(); i++) {
            for (NotificationFilter other : filters.subList(i + 1, filters.size())) {
                filters.get(i).requireApartFrom(other);
            }
        }
    }

    /**
     * The document as it is returned: a configuration without an id is given one, and filter rules are {@code Prefix} and {@code Suffix}.
     * Recorded by LocalStack.
     */
    public static XmlElement completed(XmlElement document) {
        List<XmlElement> told = document.children().stream()
                .map(child -> TARGETS.containsKey(child.name()) ? RuleIds.completed(child, "Id") : child)
                .map(NotificationRules::withNames)
                .toList();
        return new XmlElement(document.name(), document.text(), told);
    }

    /** {@code element} with the names of the filter rules in it written as AWS writes them. */
    private static XmlElement withNames(XmlElement element) {
        if (element.name().equals("Name")) {
            String name = element.text().strip().equalsIgnoreCase("prefix") ? "Prefix" : "Suffix";
            return new XmlElement("Name", name, List.of());
        }
        return new XmlElement(
                element.name(),
                element.text(),
                element.children().stream().map(NotificationRules::withNames).toList());
    }

    private static void checkTarget(String target, String arn) {
        if (!ARN.matcher(arn).matches()) {
            throw S3Errors.invalidArgument("The ARN could not be parsed", target, arn);
        }
        if (target.equals("Queue") && arn.endsWith(".fifo")) {
            throw S3Errors.invalidArgument("FIFO SQS queues are not supported.", target, arn);
        }
        if (target.equals("Topic") && !TOPIC.matcher(arn).matches()) {
            throw S3Errors.invalidArgument(
                    "The ARN failed to satisfy constraint: Member must satisfy regular expression pattern: "
                            + TOPIC_NAME,
                    target,
                    arn);
        }
    }

    private static void checkEvents(XmlElement configuration) {
        List<XmlElement> events = configuration.all("Event");
        Elements.requireWellFormed(!events.isEmpty());
        for (XmlElement event : events) {
            String name = event.text().strip();
            if (!EVENTS.contains(name)) {
                throw S3Errors.invalidArgument("The event is not supported for notifications", "Event", name);
            }
        }
    }
}
