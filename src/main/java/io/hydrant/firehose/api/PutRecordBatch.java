package io.hydrant.firehose.api;

import java.util.ArrayList;
import java.util.List;

import io.hydrant.aws.AwsException;
import io.hydrant.firehose.stream.DeliveryStreams;
import io.hydrant.firehose.stream.FirehoseErrors;
import io.hydrant.firehose.stream.LiveStream;
import io.hydrant.firehose.stream.RecordIds;
import io.hydrant.protocol.BatchOperation;
import io.hydrant.protocol.CallContext;
import io.hydrant.record.RecordFrames;
import io.hydrant.source.PutResult;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.firehose.model.PutRecordBatchRequest;
import software.amazon.awssdk.services.firehose.model.PutRecordBatchResponse;
import software.amazon.awssdk.services.firehose.model.PutRecordBatchResponseEntry;
import software.amazon.awssdk.services.firehose.model.Record;

/** PutRecordBatch, where the fast path could not read it. */
final class PutRecordBatch implements BatchOperation<PutRecordBatchRequest, PutRecordBatchResponse> {
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
        return call(input, context, LeftOut.nothing());
    }

    @Override
    public PutRecordBatchResponse call(PutRecordBatchRequest input, CallContext context, LeftOut leftOut) {
        checkSize(input);
        RecordFrames frames = new RecordFrames();
        for (int i = 0; i < input.records().size(); i++) {
            if (!leftOut.places().test(i)) {
                frames.add(input.records().get(i).data().asByteArrayUnsafe());
            }
        }
        LiveStream stream = streams.find(context.scope(), input.deliveryStreamName())
                .orElseThrow(() -> new AwsException(FirehoseErrors.notFoundForPut(
                        input.deliveryStreamName(), context.scope().account())));
        PutResult.Kept result = stream.put(frames, context.caller());
        List<PutRecordBatchResponseEntry> entries = new ArrayList<>();
        int taken = 0;
        for (int i = 0; i < input.records().size(); i++) {
            if (leftOut.places().test(i)) {
                entries.add(failed(leftOut.errorCode(), leftOut.errorMessage()));
            } else if (taken < result.accepted()) {
                taken++;
                entries.add(PutRecordBatchResponseEntry.builder()
                        .recordId(ids.next())
                        .build());
            } else {
                entries.add(failed("ServiceUnavailableException", "Slow down."));
            }
        }
        return PutRecordBatchResponse.builder()
                .encrypted(result.encrypted())
                .failedPutCount(entries.size() - taken)
                .requestResponses(entries)
                .build();
    }

    private static void checkSize(PutRecordBatchRequest input) {
        long bytes = 0;
        for (Record record : input.records()) {
            bytes += record.data().asByteArrayUnsafe().length;
        }
        if (bytes > MAX_BATCH) {
            throw new AwsException(FirehoseErrors.batchTooLarge());
        }
    }

    private static PutRecordBatchResponseEntry failed(String code, String message) {
        return PutRecordBatchResponseEntry.builder()
                .errorCode(code)
                .errorMessage(message)
                .build();
    }
}
