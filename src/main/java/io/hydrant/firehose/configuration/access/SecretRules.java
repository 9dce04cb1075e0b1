package io.hydrant.firehose.configuration.access;

import java.util.Map;

import io.hydrant.aws.Arn;
import io.hydrant.aws.Region;
import io.hydrant.firehose.configuration.member.Members;
import io.hydrant.firehose.configuration.member.Rule;

/** The rules for a {@code SecretsManagerConfiguration}. Texts recorded on AWS in September 2026. */
public final class SecretRules {
    private SecretRules() {}

    public static boolean isEnabled(Map<String, Object> destination) {
        return Members.isTrue(Members.structure(destination, "SecretsManagerConfiguration"), "Enabled");
    }

    /**
     * Checks the secret that a destination logs in with; does nothing when it uses none.
     *
     * @throws io.hydrant.aws.AwsException {@code InvalidArgumentException}
     */
    public static void check(Map<String, Object> destination, Region region) {
        if (isEnabled(destination)) {
            checkArn(Members.structure(destination, "SecretsManagerConfiguration"), region);
        }
    }

    /** The same for a secret that is in use in any case. */
    public static void checkArn(Map<String, Object> secret, Region region) {
        String arn = Members.text(secret, "SecretARN").orElse("null");
        Rule.require(Arn.parse(arn).isPresent(), "Invalid secret ARN: " + arn);
        Rule.require(
                Arn.parse(arn).orElseThrow().region().equals(region.value()),
                "Cross-region secrets are not allowed. Please provide a secret in the same region as firehose");
    }
}
