package io.hydrant.firehose.configuration.processing;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import io.hydrant.aws.AwsException;
import io.hydrant.firehose.configuration.member.ConfigurationErrors;
import io.hydrant.firehose.configuration.member.Members;
import io.hydrant.firehose.configuration.member.Rule;

/** The rules for a {@code ProcessingConfiguration} that hold whatever its processors are. */
public final class ProcessorRules {
    private static final int MAX_PROCESSORS = 5;

    private ProcessorRules() {}

    /**
     * Checks the processing of a destination as it was given, before defaults are filled in. Parameters are checked
     * also while processing is disabled: a guess.
     *
     * @throws AwsException {@code InvalidArgumentException}
     */
    static void check(List<ProcessorType> types, Map<String, Object> destination) {
        List<GivenProcessor> given = GivenProcessor.all(destination);
        if (given.stream().anyMatch(GivenProcessor::repeatsParameter)) {
            throw new AwsException(ConfigurationErrors.duplicateProcessorParameter());
        }
        if (isEnabled(destination) && (given.isEmpty() || given.size() > MAX_PROCESSORS)) {
            throw new AwsException(ConfigurationErrors.processorCount());
        }
        Set<String> present = given.stream().map(GivenProcessor::type).collect(Collectors.toSet());
        for (ProcessorType type : types) {
            List<GivenProcessor> ofType = given.stream()
                    .filter(each -> each.type().equals(type.awsName()))
                    .toList();
            for (GivenProcessor each : ofType) {
                type.checkBeside(present);
                type.check(each.parameters());
            }
            // Recorded for Lambda; that it holds for the others is a guess.
            Rule.require(ofType.size() <= 1, "Cannot have more than 1 " + type.awsName() + " processor.");
        }
    }

    /**
     * Checks that a destination takes its processors; does nothing while they are not enabled.
     *
     * @param partitions whether the destination sorts its records by keys
     * @param isS3 whether its records go to S3
     * @throws AwsException {@code InvalidArgumentException}
     */
    static void checkDestination(
            List<ProcessorType> types, boolean isS3, boolean partitions, Map<String, Object> destination) {
        if (!isEnabled(destination)) {
            return;
        }
        for (ProcessorType type : types) {
            if (has(destination, type.awsName())) {
                Rule.require(
                        isS3 || !type.isForS3Alone(),
                        type.awsName() + "Processor is not allowed for any destination type other than S3");
                Rule.require(
                        partitions || !type.needsPartitioning(),
                        "class com.amazonaws.services.firehose.internal.model." + type.awsName()
                                + "Processor can only be present when Dynamic Partitioning is enabled.");
            }
        }
    }

    static boolean isEnabled(Map<String, Object> destination) {
        return Members.isTrue(Members.structure(destination, "ProcessingConfiguration"), "Enabled");
    }

    /** Whether {@code destination} has a processor of {@code type}, enabled or not. */
    public static boolean has(Map<String, Object> destination, String type) {
        return GivenProcessor.all(destination).stream()
                .anyMatch(each -> each.type().equals(type));
    }

    /** The query of the destination's MetadataExtraction processor. */
    public static Optional<String> query(Map<String, Object> destination) {
        return GivenProcessor.all(destination).stream()
                .filter(each -> each.type().equals("MetadataExtraction"))
                .findFirst()
                .map(each -> each.parameters().get("MetadataExtractionQuery"));
    }

    /** The ARN of the function of the destination's Lambda processor, while its processing is enabled. */
    public static Optional<String> function(Map<String, Object> destination) {
        return GivenProcessor.all(destination).stream()
                .filter(each -> isEnabled(destination) && each.type().equals("Lambda"))
                .findFirst()
                .map(each -> each.parameters().get("LambdaArn"));
    }
}
