package io.hydrant.processing.deaggregation;

import java.util.Base64;
import java.util.Map;
import java.util.Optional;

import io.hydrant.firehose.configuration.member.Rule;
import io.hydrant.firehose.configuration.processing.ProcessorType;
import io.hydrant.processing.Processor;
import io.hydrant.processing.ProcessorContext;

/** {@code RecordDeAggregation}: {@code SubRecordType} JSON, or DELIMITED with a {@code Delimiter} in base64. */
public final class DeAggregationType implements ProcessorType {
    private static final String TYPE = "SubRecordType";
    private static final String DELIMITER = "Delimiter";
    private static final String DELIMITED = "DELIMITED";

    @Override
    public String awsName() {
        return "RecordDeAggregation";
    }

    /** Checks type and delimiter. Texts recorded on AWS in September 2026; that of a delimiter which is no base64 is a guess. */
    @Override
    public void check(Map<String, String> given) {
        String type = given.getOrDefault(TYPE, "");
        Rule.require(type.equals("JSON") || type.equals(DELIMITED), "SubRecordType has to be one of JSON, DELIMITED");
        if (type.equals(DELIMITED)) {
            String delimiter = given.getOrDefault(DELIMITER, "");
            Rule.require(!delimiter.isEmpty(), "Delimiter should be present for DELIMITED");
            Rule.require(decoded(delimiter).isPresent(), "Delimiter should be a base64 encoded string for DELIMITED");
        }
    }

    /** Firehose takes records apart for S3 alone. Reported of AWS in July 2026. */
    @Override
    public boolean isForS3Alone() {
        return true;
    }

    /** Recorded on AWS in September 2026. */
    @Override
    public boolean needsPartitioning() {
        return true;
    }

    @Override
    public Optional<Processor> open(Map<String, String> parameters, ProcessorContext context) {
        return Optional.of(new DeAggregation(
                DELIMITED.equals(parameters.get(TYPE))
                        ? new DelimitedSeparator(
                                decoded(parameters.getOrDefault(DELIMITER, "")).orElseThrow())
                        : new JsonSeparator()));
    }

    private static Optional<byte[]> decoded(String base64) {
        try {
            return Optional.of(Base64.getDecoder().decode(base64)).filter(bytes -> bytes.length > 0);
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }
}
