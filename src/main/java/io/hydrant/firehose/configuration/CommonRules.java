package io.hydrant.firehose.configuration;

import java.util.Map;

import io.hydrant.aws.AwsException;
import io.hydrant.aws.Region;
import io.hydrant.firehose.configuration.access.RoleRules;
import io.hydrant.firehose.configuration.access.SecretRules;
import io.hydrant.firehose.configuration.bucket.BucketRules;
import io.hydrant.firehose.configuration.bucket.PrefixRules;
import io.hydrant.firehose.configuration.member.ConfigurationErrors;
import io.hydrant.firehose.configuration.member.Members;
import io.hydrant.firehose.configuration.member.Rule;
import io.hydrant.firehose.configuration.processing.Processors;

/** The semantic rules of all destinations, which the model's constraints cannot say. The first failure wins. */
final class CommonRules {
    private CommonRules() {}

    /**
     * Checks what a request gave, before anything is merged or filled in.
     *
     * @throws AwsException {@code InvalidArgumentException}
     */
    static void checkGiven(Map<String, Object> given, Processors processors) {
        checkHintsAndEncryption(given);
        BucketRules.MEMBERS.forEach(bucket -> checkHintsAndEncryption(Members.structure(given, bucket)));
        processors.check(given);
    }

    /**
     * Checks a completed configuration as it would be stored: what the destination's own rules say stands in the middle.
     *
     * @throws AwsException {@code InvalidArgumentException}, {@code AccessDeniedException}
     */
    static void checkCompleted(DestinationConfiguration configuration, RuleContext context, Processors processors) {
        DestinationRules rules = configuration.type().rules();
        Map<String, Object> members = configuration.members();
        Region region = context.region();
        BucketRules.MEMBERS.forEach(bucket -> checkBucketIsWhole(members, bucket));
        rules.check(members, context);
        processors.checkDestination(rules.isS3(), rules.takesPartitions(members), members);
        rules.checkBucket(Members.structure(members, "S3Configuration"));
        checkBackup(members);
        SecretRules.check(members, region);
        BucketRules.check(members, region);
        BucketRules.MEMBERS.forEach(bucket -> BucketRules.check(Members.structure(members, bucket), region));
        RoleRules.check(members, context.caller());
        rules.checkRegion(members, region);
    }

    private static void checkHintsAndEncryption(Map<String, Object> given) {
        if (Members.structure(given, "BufferingHints").size() == 1) {
            throw new AwsException(ConfigurationErrors.bothHintsNeeded());
        }
        if (given.containsKey("EncryptionConfiguration")
                && Members.structure(given, "EncryptionConfiguration").size() != 1) {
            throw new AwsException(ConfigurationErrors.exactlyOneS3Encryption());
        }
    }

    private static void checkBucketIsWhole(Map<String, Object> members, String bucket) {
        if (members.containsKey(bucket)) {
            for (String required : BucketRules.REQUIRED) {
                if (!Members.structure(members, bucket).containsKey(required)) {
                    throw new AwsException(ConfigurationErrors.mustNotBeNull(bucket + "." + required));
                }
            }
        }
    }

    private static void checkBackup(Map<String, Object> members) {
        Rule.require(
                !Members.text(members, "S3BackupMode").orElse("").equals("Enabled")
                        || members.containsKey("S3BackupConfiguration"),
                "S3 backup destination configuration is required when enabling S3 backup.");
        PrefixRules.check(Members.structure(members, "S3BackupConfiguration"), false);
    }
}
