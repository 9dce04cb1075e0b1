package io.hydrant.firehose.api;

import java.util.ArrayList;
import java.util.List;

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
import software.amazon.awssdk.services.firehose.model.PutRecordBatchRequest;
import software.amazon.awssdk.services.firehose.model.PutRecordBatchResponse;
import software.amazon.awssdk.services.firehose.model.PutRecordBatchResponseEntry;

/** PutRecordBatch, where the fast path could not read it. */
final class PutRecordBatch implements Operation<PutRecordBatchRequest, PutRecordBatchResponse> {
    /** Decoded bytes that one batch may have together. */
    private static final long MAX_BATCH = 4 << 20;

    private final DeliveryStreams streams;
    private final RecordIds ids = new RecordIds();

    PutRecordBatch(DeliveryStreams streams) {
        this.streams = streams;
    }

    @Override
    public SdkPojo newInput() {
        return PutRecordBatchRequest.builder();
    }

    @Override
    public PutRecordBatchResponse call(PutRecordBatchRequest input, CallContext context) {
        RecordFrames frames = new RecordFrames();
        input.records().forEach(r -> frames.add(r.data().asByteArrayUnsafe()));
        if (frames.bytesOf(frames.count()) > MAX_BATCH) {
            throw new AwsException(FirehoseErrors.batchTooLarge());
        }
        LiveStream stream = streams.find(context.scope(), input.deliveryStreamName())
                .orElseThrow(() -> new AwsException(FirehoseErrors.notFoundForPut(
                        input.deliveryStreamName(), context.scope().account())));
        PutResult.Kept result = stream.put(frames, context.caller());
        List<PutRecordBatchResponseEntry> entries = new ArrayList<>();
        for (int i = 0; i < frames.count(); i++) {
            entries.add(
                    i < result.accepted()
                            ? PutRecordBatchResponseEntry.builder()
                                    .recordId(ids.next())
                                    .build()
                            : PutRecordBatchResponseEntry.builder()
                                    .errorCode("ServiceUnavailableException")
                                    .errorMessage("Slow down.")
                                    .build());
        }
        return PutRecordBatchResponse.builder()
                .encrypted(result.encrypted())
                .failedPutCount(frames.count() - result.accepted())
                .requestResponses(entries)
                .build();
    }
}
