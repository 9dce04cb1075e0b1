package io.hydrant.firehose.configuration.bucket;

import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Map;

import io.hydrant.aws.AwsException;
import io.hydrant.destination.Prefix;
import io.hydrant.firehose.configuration.member.ConfigurationErrors;
import io.hydrant.firehose.configuration.member.Members;
import io.hydrant.record.PartitionKeys;
import org.jspecify.annotations.Nullable;

/** The rules for expressions in {@code Prefix} and {@code ErrorOutputPrefix}. */
public final class PrefixRules {
    private static final String ERROR_TYPE = "!{firehose:error-output-type}";

    /** A Monday in May: no month and no day has a shorter name. */
    private static final ZonedDateTime SHORTEST_DAY = ZonedDateTime.of(2026, 5, 4, 0, 0, 0, 0, ZoneOffset.UTC);

    private static final String SHORTEST_ERROR_TYPE = "splunk-failed";

    private PrefixRules() {}

    /**
     * Checks the prefixes of a bucket. A prefix that is too long however short its values turn out is refused here, any
     * other when an object's key is made.
     *
     * @throws AwsException {@code InvalidArgumentException}
     */
    public static void check(Map<String, Object> bucket, boolean partitions) {
        String errorText = Members.text(bucket, "ErrorOutputPrefix").orElse("");
        Prefix prefix = parse("Prefix", Members.text(bucket, "Prefix").orElse(""));
        Prefix errorPrefix = parse("ErrorOutputPrefix", errorText);
        if (prefix.hasPartitionKey() && !partitions) {
            throw new AwsException(ConfigurationErrors.partitionKeysWithoutPartitioning());
        }
        if (prefix.hasExpressions() && errorText.isEmpty()) {
            throw new AwsException(ConfigurationErrors.errorPrefixMissing());
        }
        if (prefix.hasErrorOutputType()) {
            throw refused("Prefix must not contain any occurrence of " + ERROR_TYPE);
        }
        if (errorPrefix.hasPartitionKey()) {
            throw refused("Dynamic Partitioning Namespaces can't be part of an error prefix expression");
        }
        if (errorPrefix.hasExpressions() && !errorPrefix.hasErrorOutputType()) {
            throw refused("ErrorOutputPrefix must contain at least one occurrence of " + ERROR_TYPE);
        }
        checkLength(prefix);
        checkLength(errorPrefix);
    }

    /**
     * Reads a prefix.
     *
     * @throws AwsException {@code InvalidArgumentException}
     */
    public static Prefix parse(String member, String text) {
        try {
            return Prefix.parse(member, text);
        } catch (IllegalArgumentException malformed) {
            throw refused(malformed.getMessage());
        }
    }

    private static void checkLength(Prefix prefix) {
        if (shortest(prefix) > Prefix.LONGEST) {
            throw refused("Length of evaluated prefix cannot be greater than " + Prefix.LONGEST);
        }
    }

    /**
     * The least length that a prefix may have with its values, those of partition keys left out.
     *
     * @throws AwsException {@code InvalidArgumentException} if it has no value
     */
    public static int shortest(Prefix prefix) {
        try {
            return prefix.withoutPartitionKeys()
                    .evaluate(SHORTEST_DAY, SHORTEST_ERROR_TYPE, PartitionKeys.NONE, () -> "x"
                            .repeat(Prefix.RANDOM_LENGTH))
                    .length();
        } catch (IllegalArgumentException unwritable) {
            throw refused(unwritable.getMessage());
        }
    }

    private static AwsException refused(@Nullable String constraint) {
        return new AwsException(ConfigurationErrors.prefixConstraint(String.valueOf(constraint)));
    }
}
