package io.hydrant.destination.redshift;

import java.util.List;
import java.util.Map;

import io.hydrant.aws.AwsException;
import io.hydrant.firehose.configuration.BackupChange;
import io.hydrant.firehose.configuration.DestinationRules;
import io.hydrant.firehose.configuration.RuleContext;
import io.hydrant.firehose.configuration.access.SecretRules;
import io.hydrant.firehose.configuration.member.ConfigurationErrors;
import io.hydrant.firehose.configuration.member.Members;
import io.hydrant.firehose.configuration.member.RetryMembers;
import io.hydrant.firehose.configuration.member.Rule;

/** The rules for Redshift. Texts recorded on AWS in September 2026, unless said. */
final class RedshiftRules implements DestinationRules {
    @Override
    public List<String> requiredMembers() {
        return List.of("RoleARN", "ClusterJDBCURL", "CopyCommand", "S3Configuration");
    }

    @Override
    public Map<String, Object> defaults() {
        return Map.of("RetryOptions", RetryMembers.of(3600), "S3BackupMode", "Disabled");
    }

    @Override
    public BackupChange backupChange() {
        return BackupChange.SWITCHED_ON;
    }

    /**
     * Checks the login, and the bucket that Redshift copies from. The text for the user name is a guess.
     */
    @Override
    public void check(Map<String, Object> members, RuleContext context) {
        if (!SecretRules.isEnabled(members)) {
            Rule.require(
                    Members.hasText(members, "Password"),
                    "Redshift Database Password is required for Redshift Destination");
            Rule.require(
                    Members.hasText(members, "Username"),
                    "Redshift Database Username is required for Redshift Destination");
        }
        Map<String, Object> bucket = Members.structure(members, "S3Configuration");
        if (Members.text(bucket, "Prefix").orElse("").contains("!{") || bucket.containsKey("ErrorOutputPrefix")) {
            throw new AwsException(ConfigurationErrors.prefixConstraint(
                    "Prefix Expressions or ErrorOutputPrefix is currently not supported for this destination"));
        }
        String compression = Members.text(bucket, "CompressionFormat").orElse("UNCOMPRESSED");
        Rule.require(
                compression.equals("UNCOMPRESSED") || compression.equals("GZIP"),
                "Only the following compression formats are allowed when using Redshift: [UNCOMPRESSED, GZIP]");
    }

    /** The bucket that Redshift copies from has rules of its own, which {@link #check} knows. */
    @Override
    public void checkBucket(Map<String, Object> bucket) {}
}
