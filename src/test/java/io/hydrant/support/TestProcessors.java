package io.hydrant.support;

import java.util.List;

import io.hydrant.firehose.configuration.processing.LambdaStandIn;
import io.hydrant.firehose.configuration.processing.Processors;
import io.hydrant.processing.deaggregation.DeAggregationType;
import io.hydrant.processing.decompression.DecompressionType;
import io.hydrant.processing.delimiter.DelimiterType;
import io.hydrant.processing.logs.LogProcessingType;
import io.hydrant.processing.metadata.MetadataExtractionType;

/** The processors, for tests that start no Hydrant. */
public final class TestProcessors {
    private TestProcessors() {}

    /** All six. */
    public static Processors known() {
        return new Processors(List.of(
                new DecompressionType(),
                new LogProcessingType(),
                new DeAggregationType(),
                new LambdaStandIn(),
                new MetadataExtractionType(),
                new DelimiterType()));
    }
}
