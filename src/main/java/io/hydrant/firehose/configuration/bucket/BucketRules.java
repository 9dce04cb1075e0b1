package io.hydrant.firehose.configuration.bucket;

import java.util.List;
import java.util.Map;

import io.hydrant.aws.Arn;
import io.hydrant.aws.Region;
import io.hydrant.firehose.configuration.member.Members;
import io.hydrant.firehose.configuration.member.Rule;

/** The rules for an object's encryption and for error logging. Texts recorded on AWS in September 2026, unless said. */
public final class BucketRules {
    /** The members that a destination's buckets are configured in. */
    public static final List<String> MEMBERS = List.of("S3Configuration", "S3BackupConfiguration");

    /** The members that a bucket cannot do without. */
    public static final List<String> REQUIRED = List.of("RoleARN", "BucketARN");

    private BucketRules() {}

    /**
     * Checks a bucket, a backup bucket or a destination.
     *
     * @param region the stream's; Hydrant takes it for the bucket's Region too
     * @throws io.hydrant.aws.AwsException {@code InvalidArgumentException}
     */
    public static void check(Map<String, Object> members, Region region) {
        checkObjectKey(members, region);
        checkLogging(Members.structure(members, "CloudWatchLoggingOptions"));
    }

    private static void checkObjectKey(Map<String, Object> members, Region region) {
        Map<String, Object> kms =
                Members.structure(Members.structure(members, "EncryptionConfiguration"), "KMSEncryptionConfig");
        String key = Members.text(kms, "AWSKMSKeyARN").orElse("");
        String keyRegion = Arn.parse(key)
                .map(Arn::region)
                .filter(named -> !named.isEmpty())
                .orElse(region.value());
        Rule.require(
                keyRegion.equals(region.value()),
                "KMS Key " + key + " does not exist in the same region as the S3 bucket. KMS Key region: " + keyRegion
                        + ". S3 Bucket Region: " + region);
    }

    /** The text for the log stream is a guess after the text for the group. */
    private static void checkLogging(Map<String, Object> options) {
        if (Members.isTrue(options, "Enabled")) {
            Rule.require(
                    Members.hasText(options, "LogGroupName"),
                    "CloudWatch Log Group Name is required if CloudWatch Logging is enabled");
            Rule.require(
                    Members.hasText(options, "LogStreamName"),
                    "CloudWatch Log Stream Name is required if CloudWatch Logging is enabled");
        }
    }
}
