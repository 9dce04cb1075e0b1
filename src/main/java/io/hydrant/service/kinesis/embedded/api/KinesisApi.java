package io.hydrant.service.kinesis.embedded.api;

import java.util.List;
import java.util.stream.Stream;

import io.hydrant.protocol.Operation;
import io.hydrant.service.kinesis.embedded.EmbeddedKinesis;
import io.hydrant.service.kinesis.embedded.api.consumer.ConsumerOperations;
import io.hydrant.service.kinesis.embedded.api.label.LabelOperations;
import io.hydrant.service.kinesis.embedded.api.record.RecordOperations;
import io.hydrant.service.kinesis.embedded.api.shard.ShardOperations;
import io.hydrant.service.kinesis.embedded.api.stream.StreamOperations;

/** The operations of Kinesis that the embedded one knows; the target prefix on the wire is {@code Kinesis_20131202}. */
public final class KinesisApi {
    private KinesisApi() {}

    /** One object per operation. */
    public static List<Operation<?, ?>> operations(EmbeddedKinesis kinesis) {
        return Stream.of(
                        StreamOperations.of(kinesis),
                        ShardOperations.of(kinesis),
                        RecordOperations.of(kinesis),
                        LabelOperations.of(kinesis),
                        ConsumerOperations.of(kinesis))
                .flatMap(List::stream)
                .toList();
    }
}
