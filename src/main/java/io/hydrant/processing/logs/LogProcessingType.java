package io.hydrant.processing.logs;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.hydrant.firehose.configuration.member.Rule;
import io.hydrant.firehose.configuration.processing.ProcessorType;
import io.hydrant.processing.Processor;
import io.hydrant.processing.ProcessorContext;

/** {@code CloudWatchLogProcessing}: with {@code DataMessageExtraction} true, the messages alone. */
public final class LogProcessingType implements ProcessorType {
    private static final String EXTRACTION = "DataMessageExtraction";

    @Override
    public String awsName() {
        return "CloudWatchLogProcessing";
    }

    /** Text recorded on AWS in September 2026. */
    @Override
    public void checkBeside(Set<String> types) {
        Rule.require(
                types.contains("Decompression"),
                "CloudWatchLogProcessingProcessor can only be enabled with DecompressionProcessor");
    }

    /** Text recorded on AWS in September 2026: it names True and False, and {@code true} is taken. */
    @Override
    public void check(Map<String, String> given) {
        String extraction = given.getOrDefault(EXTRACTION, "").toLowerCase(Locale.ROOT);
        Rule.require(
                extraction.equals("true") || extraction.equals("false"),
                "Invalid parameter value for DataMessageExtraction. Allowed values are True and False.");
    }

    @Override
    public Optional<Processor> open(Map<String, String> parameters, ProcessorContext context) {
        return Boolean.parseBoolean(parameters.get(EXTRACTION)) ? Optional.of(new LogProcessing()) : Optional.empty();
    }
}
