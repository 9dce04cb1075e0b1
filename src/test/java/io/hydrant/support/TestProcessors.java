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
    private TestProcessors() {}

    /** All six; no function is known. */
    public static Processors known() {
        return known(new FunctionService() {
            @Override
            public byte[] invoke(Invocation invocation) {
                throw new FunctionException(FunctionException.Failure.NOT_FOUND, "There is no function in this test");
            }

            @Override
            public boolean knows(String arn) {
                return false;
            }
        });
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
