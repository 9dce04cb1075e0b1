package io.hydrant.processing.lambda;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

import io.hydrant.aws.AwsException;
import io.hydrant.firehose.configuration.member.ConfigurationErrors;
import io.hydrant.firehose.configuration.member.Members;
import io.hydrant.firehose.configuration.member.Rule;

/** The rules for the parameters of a {@code Lambda} processor, and their defaults. */
final class LambdaParameters {
    private static final Pattern ARN =
            Pattern.compile("arn:[^:]+:lambda:[a-zA-Z0-9-]+:\\d{12}:function:[a-zA-Z0-9_-]+(:[a-zA-Z0-9$_.-]+)?");
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,9}(\\.\\d{1,9})?");

    private LambdaParameters() {}

    /**
     * Checks what a caller gave.
     *
     * @throws AwsException {@code InvalidArgumentException}
     */
    static void check(Map<String, String> given) {
        if (!given.containsKey("LambdaArn")) {
            throw new AwsException(ConfigurationErrors.lambdaArnRequired());
        }
        if (!ARN.matcher(given.get("LambdaArn")).matches()) {
            throw new AwsException(ConfigurationErrors.invalidLambdaArn());
        }
        if (given.containsKey("BufferSizeInMBs") != given.containsKey("BufferIntervalInSeconds")) {
            throw new AwsException(ConfigurationErrors.lambdaBufferingIncomplete());
        }
        Rule.require(
                isWithin(given.getOrDefault("BufferIntervalInSeconds", "0"), "0", "900"),
                "BufferIntervalInSeconds for lambda processor must be between 0 and 900.");
        Rule.require(
                isWithin(given.getOrDefault("BufferSizeInMBs", "1"), "0.2", "3"),
                "BufferSizeInMBs for lambda processor must be between 0.2 and 3.");
        Rule.require(
                isWithin(given.getOrDefault("NumberOfRetries", "0"), "0", "300"),
                "Number of retries for lambda must be between 0 and 300.");
    }

    /** Whether a text is a number of that range. That a text which is no number gets the same answer is a guess. */
    private static boolean isWithin(String given, String least, String most) {
        if (!NUMBER.matcher(given).matches()) {
            return false;
        }
        BigDecimal number = new BigDecimal(given);
        return number.compareTo(new BigDecimal(least)) >= 0 && number.compareTo(new BigDecimal(most)) <= 0;
    }

    /**
     * All five parameters in the service's order; the role is the destination's of today. Documented: for Splunk a function gets
     * less at once.
     */
    static Map<String, String> complete(Map<String, String> given, Map<String, Object> destination) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("LambdaArn", "");
        values.put("NumberOfRetries", "3");
        values.put("RoleArn", Members.text(destination, "RoleARN").orElse(""));
        values.put("BufferSizeInMBs", destination.containsKey("HECEndpoint") ? "0.25" : "1");
        values.put("BufferIntervalInSeconds", "60");
        values.putAll(given);
        values.values().removeIf(String::isEmpty);
        return values;
    }
}
