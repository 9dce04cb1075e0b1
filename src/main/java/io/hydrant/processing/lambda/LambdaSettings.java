package io.hydrant.processing.lambda;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;

import io.hydrant.aws.FunctionArn;
import io.hydrant.record.BufferingHints;

/**
 * What a stream says of its function.
 *
 * @param retries how often a failed invocation is tried again
 * @param hints how records are gathered into an event
 */
record LambdaSettings(FunctionArn function, int retries, BufferingHints hints) {
    private static final BigDecimal MEGABYTE = BigDecimal.valueOf(1 << 20);

    /** Reads parameters that are checked and complete. */
    static LambdaSettings read(Map<String, String> parameters) {
        String arn = String.valueOf(parameters.get("LambdaArn"));
        return new LambdaSettings(
                FunctionArn.parse(arn)
                        .orElseThrow(() -> new IllegalArgumentException("Not the ARN of a function: " + arn)),
                number(parameters, "NumberOfRetries", "3").intValue(),
                new BufferingHints(
                        number(parameters, "BufferSizeInMBs", "1")
                                .multiply(MEGABYTE)
                                .longValue(),
                        Duration.ofMillis(number(parameters, "BufferIntervalInSeconds", "60")
                                .movePointRight(3)
                                .longValue())));
    }

    private static BigDecimal number(Map<String, String> parameters, String name, String fallback) {
        return new BigDecimal(parameters.getOrDefault(name, fallback));
    }
}
