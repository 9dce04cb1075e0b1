package io.hydrant.firehose.api;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.hydrant.firehose.encryption.EncryptionState;
import io.hydrant.firehose.stream.DeliveryStream;
import io.hydrant.firehose.stream.DeliveryStreams;
import io.hydrant.firehose.stream.LiveStream;
import io.hydrant.protocol.BodyForm;
import io.hydrant.protocol.CallContext;
import io.hydrant.protocol.JsonCodec;
import io.hydrant.protocol.Operation;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.firehose.model.DescribeDeliveryStreamRequest;
import software.amazon.awssdk.services.firehose.model.DescribeDeliveryStreamResponse;

/** Answers everything about a delivery stream, in every status of it. */
final class DescribeDeliveryStream implements Operation<DescribeDeliveryStreamRequest, DescribeDeliveryStreamResponse> {
    private static final int MOST_REMEMBERED = 256;

    private final DeliveryStreams streams;
    private final Map<LiveStream, Remembered> remembered = new ConcurrentHashMap<>();

    DescribeDeliveryStream(DeliveryStreams streams) {
        this.streams = streams;
    }

    @Override
    public SdkPojo newInput() {
        return DescribeDeliveryStreamRequest.builder();
    }

    @Override
    public boolean mayWait() {
        return false;
    }

    /**
     * Describes it. Limit and ExclusiveStartDestinationId have no effect: the only destination is always shown.
     *
     * @throws io.hydrant.aws.AwsException {@code ResourceNotFoundException}
     */
    @Override
    public DescribeDeliveryStreamResponse call(DescribeDeliveryStreamRequest input, CallContext context) {
        LiveStream stream = streams.get(context.scope(), input.deliveryStreamName());
        return describe(stream.value(), stream.encryption().state());
    }

    /** As {@link #call} says, written once for as long as the stream does not change, because clients poll; Firehose has one form. */
    @Override
    public byte[] answer(DescribeDeliveryStreamRequest input, CallContext context, BodyForm form) {
        LiveStream stream = streams.get(context.scope(), input.deliveryStreamName());
        DeliveryStream value = stream.value();
        EncryptionState encryption = stream.encryption().state();
        Remembered known = remembered.get(stream);
        if (known == null || !known.isOf(value, encryption)) {
            known = new Remembered(value, encryption, JsonCodec.encode(describe(value, encryption), form));
            if (remembered.size() >= MOST_REMEMBERED) {
                remembered.clear();
            }
            remembered.put(stream, known);
        }
        return known.body;
    }

    private static DescribeDeliveryStreamResponse describe(DeliveryStream value, EncryptionState encryption) {
        return DescribeDeliveryStreamResponse.builder()
                .deliveryStreamDescription(Descriptions.of(value, encryption))
                .build();
    }

    /** A body and the two immutable values that it was written from. */
    private static final class Remembered {
        private final DeliveryStream value;
        private final EncryptionState encryption;
        private final byte[] body;

        Remembered(DeliveryStream value, EncryptionState encryption, byte[] body) {
            this.value = value;
            this.encryption = encryption;
            this.body = body;
        }

        /** Identity is enough: a change always makes another object. */
        @SuppressWarnings("ReferenceEquality")
        boolean isOf(DeliveryStream nowValue, EncryptionState nowEncryption) {
            return value == nowValue && encryption == nowEncryption;
        }
    }
}
