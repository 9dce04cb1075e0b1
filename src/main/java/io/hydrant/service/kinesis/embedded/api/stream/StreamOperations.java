package io.hydrant.service.kinesis.embedded.api.stream;

import java.util.List;

import io.hydrant.protocol.Operation;
import io.hydrant.service.kinesis.embedded.EmbeddedKinesis;

/** The operations on streams and their settings. */
public final class StreamOperations {
    private StreamOperations() {}

    /** One object per operation. */
    public static List<Operation<?, ?>> of(EmbeddedKinesis kinesis) {
        return List.of(
                new CreateStream(kinesis),
                new DeleteStream(kinesis),
                new DescribeStream(kinesis),
                new DescribeStreamSummary(kinesis),
                new ListStreams(kinesis),
                new IncreaseStreamRetentionPeriod(kinesis),
                new DecreaseStreamRetentionPeriod(kinesis),
                new UpdateStreamMode(kinesis),
                new UpdateStreamWarmThroughput(kinesis),
                new UpdateMaxRecordSize(kinesis),
                new StartStreamEncryption(kinesis),
                new StopStreamEncryption(kinesis),
                new EnableEnhancedMonitoring(kinesis),
                new DisableEnhancedMonitoring(kinesis),
                new DescribeLimits(kinesis),
                new DescribeAccountSettings(kinesis),
                new UpdateAccountSettings(kinesis));
    }
}
