package io.hydrant.support;

import java.util.List;
import java.util.UUID;

import io.hydrant.firehose.configuration.processing.Processors;
import io.hydrant.processing.deaggregation.DeAggregationType;
import io.hydrant.processing.decompression.DecompressionType;
import io.hydrant.processing.delimiter.DelimiterType;
import io.hydrant.processing.lambda.LambdaType;
import io.hydrant.processing.logs.LogProcessingType;
import io.hydrant.processing.metadata.MetadataExtractionType;
import io.hydrant.service.lambda.FunctionException;
import io.hydrant.service.lambda.FunctionService;
import io.hydrant.service.lambda.Invocation;

/** The processors, for tests that start no Hydrant. */
public final class TestProcessors {
    private static final FunctionService NO_FUNCTIONS = new FunctionService() {
        @Override
        public byte[] invoke(Invocation invocation) {
            throw new FunctionException(FunctionException.Failure.NOT_FOUND, "There are no functions here.");
        }

        @Override
        public boolean knows(String arn) {
            return false;
        }
    };

    private TestProcessors() {}

    /** All six; there are no functions. */
    public static Processors known() {
        return known(NO_FUNCTIONS);
    }

    /** All six. */
    public static Processors known(FunctionService functions) {
        return new Processors(List.of(
                new DecompressionType(),
                new LogProcessingType(),
                new DeAggregationType(),
                new LambdaType(functions, UUID::randomUUID),
                new MetadataExtractionType(),
                new DelimiterType()));
    }
}
