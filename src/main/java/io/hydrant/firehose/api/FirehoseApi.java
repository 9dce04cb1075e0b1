package io.hydrant.firehose.api;

import java.util.List;

import io.hydrant.firehose.stream.DeliveryStreams;
import io.hydrant.protocol.Operation;

/** The list of Firehose's twelve operations. Most puts do not come here: they are answered on the hot lane, in {@code firehose.put}. */
public final class FirehoseApi {
    private FirehoseApi() {}

    /** One of each; a new operation is registered here. */
    public static List<Operation<?, ?>> operations(DeliveryStreams streams, FirehoseOptions options) {
        return List.of(
                new CreateDeliveryStream(streams, options),
                new DeleteDeliveryStream(streams),
                new DescribeDeliveryStream(streams),
                new ListDeliveryStreams(streams),
                new ListTagsForDeliveryStream(streams),
                new PutRecord(streams),
                new PutRecordBatch(streams),
                new StartDeliveryStreamEncryption(streams),
                new StopDeliveryStreamEncryption(streams),
                new TagDeliveryStream(streams),
                new UntagDeliveryStream(streams),
                new UpdateDestination(streams, options));
    }
}
