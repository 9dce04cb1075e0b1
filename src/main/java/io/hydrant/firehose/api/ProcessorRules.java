package io.hydrant.firehose.api;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import io.hydrant.aws.AwsException;
import io.hydrant.firehose.stream.FirehoseErrors;

/** The rules for a {@code ProcessingConfiguration}, in the order the service checks them. */
final class ProcessorRules {
    private static final Pattern LAMBDA_ARN =
            Pattern.compile("arn:[^:]+:lambda:[a-zA-Z0-9-]+:\\d{12}:function:[a-zA-Z0-9_-]+(:[a-zA-Z0-9$_.-]+)?");
    private static final int MAX_PROCESSORS = 5;

    private ProcessorRules() {}

    /**
     * Checks the processing of a destination as it was given, before defaults are filled in. Parameters are checked
     * also while processing is disabled: a guess.
     *
     * @throws AwsException {@code InvalidArgumentException}
     */
    static void check(Map<String, Object> destination) {
        Map<String, Object> processing = Members.structure(destination, "ProcessingConfiguration");
        List<Map<String, Object>> processors = Members.structures(processing, "Processors");
        if (processors.stream().anyMatch(ProcessorRules::hasDuplicateParameter)) {
            throw new AwsException(FirehoseErrors.duplicateProcessorParameter());
        }
        if (Members.isTrue(processing, "Enabled") && (processors.isEmpty() || processors.size() > MAX_PROCESSORS)) {
            throw new AwsException(FirehoseErrors.processorCount());
        }
        processors.stream().filter(each -> isA(each, "Lambda")).forEach(ProcessorRules::checkLambda);
        if (processors.stream().filter(each -> isA(each, "Lambda")).count() > 1) {
            throw new AwsException(FirehoseErrors.moreThanOneLambda());
        }
        processors.stream().filter(each -> isA(each, "Decompression")).forEach(ProcessorRules::checkDecompression);
        processors.stream().filter(each -> isA(each, "CloudWatchLogProcessing")).forEach(each -> {
            if (!has(destination, "Decompression")) {
                throw new AwsException(FirehoseErrors.logProcessingNeedsDecompression());
            }
            checkExtraction(each);
        });
    }

    /** Whether {@code destination} has a processor of {@code type}, enabled or not. */
    static boolean has(Map<String, Object> destination, String type) {
        return Members.structures(Members.structure(destination, "ProcessingConfiguration"), "Processors").stream()
                .anyMatch(each -> isA(each, type));
    }

    private static void checkLambda(Map<String, Object> processor) {
        String arn = parameter(processor, "LambdaArn")
                .orElseThrow(() -> new AwsException(FirehoseErrors.lambdaArnRequired()));
        if (!LAMBDA_ARN.matcher(arn).matches()) {
            throw new AwsException(FirehoseErrors.invalidLambdaArn());
        }
        if (parameter(processor, "BufferSizeInMBs").isPresent()
                != parameter(processor, "BufferIntervalInSeconds").isPresent()) {
            throw new AwsException(FirehoseErrors.lambdaBufferingIncomplete());
        }
    }

    private static void checkDecompression(Map<String, Object> processor) {
        if (!parameter(processor, "CompressionFormat").orElse("GZIP").equals("GZIP")) {
            throw new AwsException(FirehoseErrors.decompressionFormat());
        }
    }

    private static void checkExtraction(Map<String, Object> processor) {
        String given =
                parameter(processor, "DataMessageExtraction").orElse("true").toLowerCase(Locale.ROOT);
        if (!given.equals("true") && !given.equals("false")) {
            throw new AwsException(FirehoseErrors.invalidDataMessageExtraction());
        }
    }

    private static boolean hasDuplicateParameter(Map<String, Object> processor) {
        Set<Object> seen = new HashSet<>();
        return Members.structures(processor, "Parameters").stream()
                .anyMatch(each -> !seen.add(Members.text(each, "ParameterName")));
    }

    private static boolean isA(Map<String, Object> processor, String type) {
        return Members.text(processor, "Type").orElse("").equals(type);
    }

    private static Optional<String> parameter(Map<String, Object> processor, String name) {
        return Members.structures(processor, "Parameters").stream()
                .filter(each -> Members.text(each, "ParameterName").orElse("").equals(name))
                .findFirst()
                .flatMap(each -> Members.text(each, "ParameterValue"));
    }
}
