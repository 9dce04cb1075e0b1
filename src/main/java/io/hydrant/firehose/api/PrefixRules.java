package io.hydrant.firehose.api;

import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.hydrant.aws.AwsException;
import io.hydrant.firehose.stream.FirehoseErrors;

/** The rules for expressions in {@code Prefix} and {@code ErrorOutputPrefix}. */
final class PrefixRules {
    private static final Pattern EXPRESSION = Pattern.compile("!\\{([A-Za-z]+):([^{}]+)}");
    private static final String ERROR_TYPE = "!{firehose:error-output-type}";
    private static final String OPENING = "!{";

    private PrefixRules() {}

    /**
     * Checks the prefixes of a bucket.
     *
     * @throws AwsException {@code InvalidArgumentException}
     */
    static void check(Map<String, Object> bucket, boolean partitions) {
        String prefix = Members.text(bucket, "Prefix").orElse("");
        String errorPrefix = Members.text(bucket, "ErrorOutputPrefix").orElse("");
        checkExpressions("Prefix", prefix);
        checkExpressions("ErrorOutputPrefix", errorPrefix);
        if (hasPartitionKey(prefix) && !partitions) {
            throw new AwsException(FirehoseErrors.partitionKeysWithoutPartitioning());
        }
        if (prefix.contains(OPENING) && errorPrefix.isEmpty()) {
            throw new AwsException(FirehoseErrors.errorPrefixMissing());
        }
        if (prefix.contains(ERROR_TYPE)) {
            throw refused("Prefix cannot contain " + ERROR_TYPE);
        }
        if (hasPartitionKey(errorPrefix)) {
            throw refused("ErrorOutputPrefix cannot contain Dynamic Partitioning Namespaces");
        }
        if (errorPrefix.contains(OPENING) && !errorPrefix.contains(ERROR_TYPE)) {
            throw refused("ErrorOutputPrefix must contain " + ERROR_TYPE + " when it contains expressions");
        }
    }

    /**
     * Checks the bucket that Redshift copies from: no expressions, no prefix for errors.
     *
     * @throws AwsException {@code InvalidArgumentException}
     */
    static void checkForRedshift(Map<String, Object> bucket) {
        if (Members.text(bucket, "Prefix").orElse("").contains(OPENING)) {
            throw refused("Prefix cannot contain expressions for a Redshift destination");
        }
        if (bucket.containsKey("ErrorOutputPrefix")) {
            throw refused("ErrorOutputPrefix must be null for a Redshift destination");
        }
    }

    private static void checkExpressions(String member, String prefix) {
        Matcher expressions = EXPRESSION.matcher(prefix);
        String rest = expressions.replaceAll("");
        if (rest.contains(OPENING)) {
            throw refused(member + " has an expression that is not of the form !{namespace:value}");
        }
        expressions.reset();
        while (expressions.find()) {
            if (!isKnown(expressions.group(1), expressions.group(2))) {
                throw refused(member + " has an invalid expression: " + expressions.group());
            }
        }
    }

    private static boolean isKnown(String namespace, String value) {
        return switch (namespace) {
            case "timestamp" -> isTimePattern(value);
            case "firehose" -> value.equals("random-string") || value.equals("error-output-type");
            case "partitionKeyFromQuery", "partitionKeyFromLambda" -> true;
            default -> false;
        };
    }

    private static boolean isTimePattern(String pattern) {
        try {
            return !DateTimeFormatter.ofPattern(pattern).toString().isEmpty();
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }

    private static boolean hasPartitionKey(String prefix) {
        return prefix.contains("!{partitionKeyFrom");
    }

    private static AwsException refused(String constraint) {
        return new AwsException(FirehoseErrors.prefixConstraint(constraint));
    }
}
