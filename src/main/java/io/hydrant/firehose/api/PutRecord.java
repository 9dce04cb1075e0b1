package io.hydrant.firehose.api;

import io.hydrant.aws.AwsException;
import io.hydrant.firehose.stream.DeliveryStreams;
import io.hydrant.firehose.stream.FirehoseErrors;
import io.hydrant.firehose.stream.LiveStream;
import io.hydrant.firehose.stream.RecordIds;
import io.hydrant.protocol.CallContext;
import io.hydrant.protocol.Operation;
import io.hydrant.record.RecordFrames;
import io.hydrant.source.PutResult;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.firehose.model.PutRecordRequest;
import software.amazon.awssdk.services.firehose.model.PutRecordResponse;

/** PutRecord, where the fast path could not read it. */
final class PutRecord implements Operation<PutRecordRequest, PutRecordResponse> {
    private final DeliveryStreams streams;
    private final RecordIds ids = new RecordIds();

    PutRecord(DeliveryStreams streams) {
        this.streams = streams;
    }

    @Override
    public SdkPojo newInput() {
        return PutRecordRequest.builder();
    }

    @Override
    public PutRecordResponse call(PutRecordRequest input, CallContext context) {
        LiveStream stream = streams.find(context.scope(), input.deliveryStreamName())
                .orElseThrow(() -> new AwsException(FirehoseErrors.notFoundForPut(
                        input.deliveryStreamName(), context.scope().account())));
        RecordFrames frames = new RecordFrames();
        frames.add(input.record().data().asByteArrayUnsafe());
        PutResult.Kept result = stream.put(frames, context.caller());
        if (result.accepted() == 0) {
            throw new AwsException(FirehoseErrors.slowDown());
        }
        return PutRecordResponse.builder()
                .recordId(ids.next())
                .encrypted(result.encrypted())
                .build();
    }
}
