package io.hydrant.processing.metadata;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.hydrant.firehose.configuration.member.Rule;
import io.hydrant.firehose.configuration.processing.ProcessorType;
import io.hydrant.jq.JqException;
import io.hydrant.jq.JqQuery;
import io.hydrant.processing.Processor;
import io.hydrant.processing.ProcessorContext;

/** {@code MetadataExtraction}: a {@code MetadataExtractionQuery} for {@code JsonParsingEngine} JQ-1.6. */
public final class MetadataExtractionType implements ProcessorType {
    private static final String QUERY = "MetadataExtractionQuery";

    @Override
    public String awsName() {
        return "MetadataExtraction";
    }

    /** Text recorded on AWS in September 2026; that of a missing query is a guess. */
    @Override
    public void check(Map<String, String> given) {
        Rule.require(
                given.getOrDefault("JsonParsingEngine", "").equals("JQ-1.6"),
                "MetaDataExtraction JSON Parsing Engine has to be one of JQ-1.6");
        Rule.require(
                given.containsKey(QUERY),
                "MetadataExtractionQuery is required when MetadataExtraction processor is used.");
    }

    /** Recorded on AWS in September 2026. */
    @Override
    public boolean needsPartitioning() {
        return true;
    }

    /** AWS takes a text that is no query, and every record fails: reported. Hydrant says so. */
    @Override
    public List<String> warnings(Map<String, String> parameters) {
        try {
            JqQuery.compile(parameters.getOrDefault(QUERY, ""));
            return List.of();
        } catch (JqException e) {
            return List.of(QUERY + ": this is no query of jq 1.6, so every record will fail: " + e.getMessage());
        }
    }

    @Override
    public Optional<Processor> open(Map<String, String> parameters, ProcessorContext context) {
        return Optional.of(new MetadataExtraction(new LazyQuery(parameters.getOrDefault(QUERY, ""), context.clock())));
    }
}
