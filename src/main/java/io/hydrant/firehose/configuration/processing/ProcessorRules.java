package io.hydrant.firehose.configuration.processing;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import io.hydrant.aws.AwsException;
import io.hydrant.firehose.configuration.member.ConfigurationErrors;
import io.hydrant.firehose.configuration.member.Members;
import io.hydrant.firehose.configuration.member.Rule;

/** The rules for a {@code ProcessingConfiguration}, in the order the service checks them. */
public final class ProcessorRules {
    private static final Pattern LAMBDA_ARN =
            Pattern.compile("arn:[^:]+:lambda:[a-zA-Z0-9-]+:\\d{12}:function:[a-zA-Z0-9_-]+(:[a-zA-Z0-9$_.-]+)?");
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,9}(\\.\\d{1,9})?");
    private static final int MAX_PROCESSORS = 5;

    private ProcessorRules() {}

    /**
     * Checks the processing of a destination as it was given, before defaults are filled in. Parameters are checked
     * also while processing is disabled: a guess.
     *
     * @throws AwsException {@code InvalidArgumentException}
     */
    public static void check(Map<String, Object> destination) {
        Map<String, Object> processing = Members.structure(destination, "ProcessingConfiguration");
        List<Map<String, Object>> processors = Members.structures(processing, "Processors");
        if (processors.stream().anyMatch(ProcessorRules::hasDuplicateParameter)) {
            throw new AwsException(ConfigurationErrors.duplicateProcessorParameter());
        }
        if (Members.isTrue(processing, "Enabled") && (processors.isEmpty() || processors.size() > MAX_PROCESSORS)) {
            throw new AwsException(ConfigurationErrors.processorCount());
        }
        processors.stream().filter(each -> isA(each, "Lambda")).forEach(ProcessorRules::checkLambda);
        if (processors.stream().filter(each -> isA(each, "Lambda")).count() > 1) {
            throw new AwsException(ConfigurationErrors.moreThanOneLambda());
        }
        processors.stream().filter(each -> isA(each, "MetadataExtraction")).forEach(ProcessorRules::checkEngine);
        processors.stream()
                .filter(each -> isA(each, "RecordDeAggregation"))
                .forEach(ProcessorRules::checkDeAggregation);
        processors.stream().filter(each -> isA(each, "Decompression")).forEach(ProcessorRules::checkDecompression);
        processors.stream().filter(each -> isA(each, "CloudWatchLogProcessing")).forEach(each -> {
            if (!has(destination, "Decompression")) {
                throw new AwsException(ConfigurationErrors.logProcessingNeedsDecompression());
            }
            checkExtraction(each);
        });
    }

    /** Whether {@code destination} has a processor of {@code type}, enabled or not. */
    public static boolean has(Map<String, Object> destination, String type) {
        return Members.structures(Members.structure(destination, "ProcessingConfiguration"), "Processors").stream()
                .anyMatch(each -> isA(each, type));
    }

    private static void checkLambda(Map<String, Object> processor) {
        String arn = parameter(processor, "LambdaArn")
                .orElseThrow(() -> new AwsException(ConfigurationErrors.lambdaArnRequired()));
        if (!LAMBDA_ARN.matcher(arn).matches()) {
            throw new AwsException(ConfigurationErrors.invalidLambdaArn());
        }
        if (parameter(processor, "BufferSizeInMBs").isPresent()
                != parameter(processor, "BufferIntervalInSeconds").isPresent()) {
            throw new AwsException(ConfigurationErrors.lambdaBufferingIncomplete());
        }
        Rule.require(
                isWithin(processor, "BufferIntervalInSeconds", "0", "900"),
                "BufferIntervalInSeconds for lambda processor must be between 0 and 900.");
        Rule.require(
                isWithin(processor, "BufferSizeInMBs", "0.2", "3"),
                "BufferSizeInMBs for lambda processor must be between 0.2 and 3.");
        Rule.require(
                isWithin(processor, "NumberOfRetries", "0", "300"),
                "Number of retries for lambda must be between 0 and 300.");
    }

    /** Whether the parameter is absent or a number of that range. That a text which is no number gets the same answer is a guess. */
    private static boolean isWithin(Map<String, Object> processor, String name, String least, String most) {
        Optional<String> given = parameter(processor, name);
        if (given.isEmpty()) {
            return true;
        }
        if (!NUMBER.matcher(given.get()).matches()) {
            return false;
        }
        BigDecimal number = new BigDecimal(given.get());
        return number.compareTo(new BigDecimal(least)) >= 0 && number.compareTo(new BigDecimal(most)) <= 0;
    }

    private static void checkEngine(Map<String, Object> processor) {
        Rule.require(
                parameter(processor, "JsonParsingEngine").orElse("").equals("JQ-1.6"),
                "MetaDataExtraction JSON Parsing Engine has to be one of JQ-1.6");
    }

    private static void checkDeAggregation(Map<String, Object> processor) {
        String type = parameter(processor, "SubRecordType").orElse("");
        Rule.require(type.equals("JSON") || type.equals("DELIMITED"), "SubRecordType has to be one of JSON, DELIMITED");
        Rule.require(
                type.equals("JSON")
                        || parameter(processor, "Delimiter")
                                .filter(text -> !text.isEmpty())
                                .isPresent(),
                "Delimiter should be present for DELIMITED");
    }

    /**
     * Checks that processors which make partitions have a destination that takes them.
     *
     * @param partitions whether the destination takes them
     * @throws AwsException {@code InvalidArgumentException}
     */
    public static void checkPartitioning(boolean partitions, Map<String, Object> members) {
        if (!Members.isTrue(Members.structure(members, "ProcessingConfiguration"), "Enabled") || partitions) {
            return;
        }
        for (String type : List.of("MetadataExtraction", "RecordDeAggregation")) {
            Rule.require(
                    !has(members, type),
                    "class com.amazonaws.services.firehose.internal.model." + type
                            + "Processor can only be present when Dynamic Partitioning is enabled.");
        }
    }

    /** The query of the destination's MetadataExtraction processor. */
    public static Optional<String> query(Map<String, Object> destination) {
        return Members.structures(Members.structure(destination, "ProcessingConfiguration"), "Processors").stream()
                .filter(each -> isA(each, "MetadataExtraction"))
                .findFirst()
                .flatMap(each -> parameter(each, "MetadataExtractionQuery"));
    }

    private static void checkDecompression(Map<String, Object> processor) {
        if (!parameter(processor, "CompressionFormat").orElse("GZIP").equals("GZIP")) {
            throw new AwsException(ConfigurationErrors.decompressionFormat());
        }
    }

    private static void checkExtraction(Map<String, Object> processor) {
        String given = parameter(processor, "DataMessageExtraction").orElse("").toLowerCase(Locale.ROOT);
        if (!given.equals("true") && !given.equals("false")) {
            throw new AwsException(ConfigurationErrors.invalidDataMessageExtraction());
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
