package io.hydrant.destination.s3;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Base64;

import io.hydrant.destination.Destination;
import io.hydrant.destination.JsonText;
import io.hydrant.destination.LineMembers;
import io.hydrant.record.RecordBatch;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

/** A line for each record that another destination did not take: the documented fields in the documented order. */
final class FailureLines implements ObjectContent {
    private final Destination.Failure failure;
    private final LineMembers members;
    private final byte[] beforeArrival;
    private final byte[] ofAll;

    FailureLines(Destination.Failure failure, LineMembers members) {
        this.failure = failure;
        this.members = members;
        beforeArrival = ("{\"attemptsMade\":" + failure.attempts() + ",\"arrivalTimestamp\":").getBytes(UTF_8);
        ofAll = reason(failure.errorCode(), failure.message());
    }

    private byte[] reason(String errorCode, String message) {
        return (",\"errorCode\":" + JsonText.quoted(errorCode)
                        + ",\"errorMessage\":" + JsonText.quoted(message)
                        + ",\"attemptEndingTimestamp\":"
                        + failure.lastAttempt().toEpochMilli())
                .getBytes(UTF_8);
    }

    @Override
    public long length(RecordBatch batch) {
        return 0;
    }

    @Override
    public void write(RecordBatch batch, OutputStream out) {
        Base64.Encoder base64 = Base64.getEncoder();
        batch.forEach((position, arrival, data, offset, length) -> {
            try {
                out.write(beforeArrival);
                out.write(Long.toString(arrival.toEpochMilli()).getBytes(ISO_8859_1));
                out.write(failure.errors()
                        .of(position)
                        .map(error -> reason(error.code(), error.message()))
                        .orElse(ofAll));
                out.write((members.beforeData(batch, position, arrival) + ",\"rawData\":\"").getBytes(UTF_8));
                ByteBuffer text = base64.encode(ByteBuffer.wrap(data, offset, length));
                out.write(text.array(), text.arrayOffset(), text.remaining());
                out.write(('"' + members.afterData(batch, position, arrival) + "}\n").getBytes(UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
