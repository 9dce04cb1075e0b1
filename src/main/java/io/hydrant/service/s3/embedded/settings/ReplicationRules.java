package io.hydrant.service.s3.embedded.settings;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.hydrant.service.s3.embedded.document.Elements;
import io.hydrant.service.s3.embedded.document.S3Errors;
import io.hydrant.service.s3.embedded.document.XmlElement;

/**
 * Checks a replication configuration. The texts were recorded on AWS in September 2026 or by LocalStack.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketReplication.html">PutBucketReplication</a>
 */
public final class ReplicationRules {
    private static final String BUCKET_ARN = "arn:aws:s3:::";
    private static final String REFERENCE = " Please refer to S3 Developer Guide for more information.";
    private static final Set<String> STATUS = Set.of("Enabled", "Disabled");

    private ReplicationRules() {}

    /** Knows the buckets that objects may be copied to. */
    public interface Buckets {
        /** Whether there is such a bucket, with versions. Without an account: of the account that asks. */
        boolean isVersioned(Optional<String> account, String name);
    }

    /**
     * Checks the document.
     *
     * @param versioned whether the bucket that replicates has versions
     * @param buckets who knows the destinations
     * @throws io.hydrant.aws.AwsException {@code MalformedXML}, {@code InvalidRequest}, {@code InvalidArgument}
     */
    public static void check(XmlElement document, boolean versioned, Buckets buckets) {
        List<XmlElement> rules = document.all("Rule");
        Elements.requireWellFormed(!rules.isEmpty());
        rules.forEach(ReplicationRules::checkShape);
        Elements.require(versioned, "Versioning must be 'Enabled' on the bucket to apply a replication configuration");
        Set<String> priorities = new HashSet<>();
        for (XmlElement rule : rules) {
            checkFilter(rule);
            Elements.text(rule, "Priority")
                    .ifPresent(priority ->
                            Elements.require(priorities.add(priority), "Found duplicate priority " + priority + "."));
            checkDestination(rule, buckets);
        }
    }

    private static void checkShape(XmlElement rule) {
        Elements.oneOf(rule, "Status", STATUS);
        Elements.required(rule, "Destination");
        Elements.requireWellFormed(
                rule.child("Filter").isEmpty() || rule.child("Prefix").isEmpty());
    }

    /** What a rule of the newer schema, which has a filter, needs beside it. */
    private static void checkFilter(XmlElement rule) {
        Optional<XmlElement> filter = rule.child("Filter");
        if (filter.isEmpty()) {
            return;
        }
        Elements.number(rule, "Priority");
        for (String needed : List.of("Priority", "DeleteMarkerReplication")) {
            Elements.require(
                    rule.child(needed).isPresent(),
                    needed + " must be specified for this version of Cross Region Replication configuration schema."
                            + REFERENCE);
        }
        boolean tags = filter.get().child("Tag").isPresent()
                || filter.get().child("And").flatMap(and -> and.child("Tag")).isPresent();
        boolean deleteMarkers = rule.child("DeleteMarkerReplication")
                .flatMap(markers -> Elements.text(markers, "Status"))
                .filter("Enabled"::equals)
                .isPresent();
        Elements.require(
                !tags || !deleteMarkers,
                "Delete marker replication is not supported if any Tag filter is specified." + REFERENCE);
    }

    private static void checkDestination(XmlElement rule, Buckets buckets) {
        XmlElement destination = Elements.required(rule, "Destination");
        String arn = destination.textOf("Bucket").orElse("").strip();
        if (!arn.startsWith(BUCKET_ARN) || arn.length() == BUCKET_ARN.length()) {
            throw S3Errors.invalidArgument("Invalid bucket ARN", "Bucket", arn);
        }
        Elements.require(
                destination
                                .child("AccessControlTranslation")
                                .flatMap(translation -> Elements.text(translation, "Owner"))
                                .isEmpty()
                        || destination.child("Account").isPresent(),
                "Account must be specified if the Owner in AccessControlTranslation has a value");
        Elements.require(
                destination.child("ReplicationTime").isPresent()
                        == destination.child("Metrics").isPresent(),
                "Replication destination must contain both ReplicationTime and Metrics or neither.");
        Elements.require(
                destination
                        .child("ReplicationTime")
                        .flatMap(time -> time.child("Time"))
                        .flatMap(time -> Elements.number(time, "Minutes"))
                        .map(minutes -> minutes == 15)
                        .orElse(true),
                "Invalid time minute value");
        Elements.require(
                rule.child("SourceSelectionCriteria")
                                .flatMap(criteria -> criteria.child("SseKmsEncryptedObjects"))
                                .isEmpty()
                        || destination
                                .child("EncryptionConfiguration")
                                .flatMap(encryption -> Elements.text(encryption, "ReplicaKmsKeyID"))
                                .isPresent(),
                "ReplicaKmsKeyID must be specified if SseKmsEncryptedObjects tag is present.");
        Elements.require(
                buckets.isVersioned(Elements.text(destination, "Account"), arn.substring(BUCKET_ARN.length())),
                "Destination bucket must have versioning enabled.");
    }
}
