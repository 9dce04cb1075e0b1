package io.hydrant.firehose.api;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.hydrant.firehose.configuration.Destinations;
import io.hydrant.firehose.stream.CallRate;
import io.hydrant.firehose.stream.DeliveryStreams;
import io.hydrant.firehose.stream.FirehoseLimits;
import io.hydrant.protocol.Operation;

/** The list of Firehose's twelve operations. Most puts do not come here: they are answered on the fast path, in {@code firehose.put}. */
public final class FirehoseApi {
    private static final Set<String> PUTS = Set.of("PutRecord", "PutRecordBatch");

    private FirehoseApi() {}

    /** The same operations, all but the puts called no more often than {@code limits} allow. */
    public static List<Operation<?, ?>> limited(
            List<Operation<?, ?>> operations, FirehoseLimits limits, InstantSource clock) {
        if (limits.controlCallsPerSecond() == 0) {
            return operations;
        }
        CallRate rate = new CallRate(clock, limits.controlCallsPerSecond());
        List<Operation<?, ?>> limited = new ArrayList<>();
        for (Operation<?, ?> operation : operations) {
            limited.add(PUTS.contains(operation.name()) ? operation : new Throttled<>(operation, rate));
        }
        return limited;
    }

    /** One of each; a new operation is registered here. */
    public static List<Operation<?, ?>> operations(
            DeliveryStreams streams, Destinations destinations, FirehoseOptions options) {
        return List.of(
                new CreateDeliveryStream(streams, destinations, options),
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
                new UpdateDestination(streams, destinations, options));
    }
}
