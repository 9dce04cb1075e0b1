package io.hydrant.firehose.configuration;

import java.util.Map;

import io.hydrant.firehose.configuration.access.SecretRules;
import io.hydrant.firehose.configuration.bucket.PrefixRules;
import io.hydrant.firehose.configuration.member.Members;
import io.hydrant.firehose.configuration.member.Rule;

/** The rules for Redshift. Texts recorded on AWS in September 2026, unless said. */
final class RedshiftRules {
    private RedshiftRules() {}

    /**
     * Checks the login, and the bucket that Redshift copies from. The text for the user name is a guess.
     *
     * @throws io.hydrant.aws.AwsException {@code InvalidArgumentException}
     */
    static void check(Map<String, Object> members) {
        if (!SecretRules.isEnabled(members)) {
            Rule.require(
                    Members.hasText(members, "Password"),
                    "Redshift Database Password is required for Redshift Destination");
            Rule.require(
                    Members.hasText(members, "Username"),
                    "Redshift Database Username is required for Redshift Destination");
        }
        Map<String, Object> bucket = Members.structure(members, "S3Configuration");
        PrefixRules.checkForRedshift(bucket);
        String compression = Members.text(bucket, "CompressionFormat").orElse("UNCOMPRESSED");
        Rule.require(
                compression.equals("UNCOMPRESSED") || compression.equals("GZIP"),
                "Only the following compression formats are allowed when using Redshift: [UNCOMPRESSED, GZIP]");
    }
}
