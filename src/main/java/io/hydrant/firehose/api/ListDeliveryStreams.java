package io.hydrant.firehose.api;

import java.util.Optional;

import io.hydrant.firehose.stream.DeliveryStreams;
import io.hydrant.protocol.CallContext;
import io.hydrant.protocol.Operation;
import io.hydrant.source.SourceKind;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.firehose.model.ListDeliveryStreamsRequest;
import software.amazon.awssdk.services.firehose.model.ListDeliveryStreamsResponse;

/** Lists the names of the delivery streams of an account in a Region. */
final class ListDeliveryStreams implements Operation<ListDeliveryStreamsRequest, ListDeliveryStreamsResponse> {
    private static final int DEFAULT_LIMIT = 10;

    private final DeliveryStreams streams;

    ListDeliveryStreams(DeliveryStreams streams) {
        this.streams = streams;
    }

    @Override
    public SdkPojo newInput() {
        return ListDeliveryStreamsRequest.builder();
    }

    @Override
    public boolean mayWait() {
        return false;
    }

    /** Lists names in byte order, strictly after the exclusive start. */
    @Override
    public ListDeliveryStreamsResponse call(ListDeliveryStreamsRequest input, CallContext context) {
        DeliveryStreams.Names names = streams.names(
                context.scope(),
                Optional.ofNullable(input.exclusiveStartDeliveryStreamName()),
                input.limit() == null ? DEFAULT_LIMIT : input.limit(),
                Optional.ofNullable(input.deliveryStreamTypeAsString()).map(SourceKind::valueOf));
        return ListDeliveryStreamsResponse.builder()
                .deliveryStreamNames(names.names())
                .hasMoreDeliveryStreams(names.hasMore())
                .build();
    }
}
