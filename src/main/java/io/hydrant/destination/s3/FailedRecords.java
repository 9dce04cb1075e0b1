package io.hydrant.destination.s3;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Base64;

import io.hydrant.destination.Destination;
import io.hydrant.destination.JsonText;
import io.hydrant.destination.S3Bucket;
import io.hydrant.destination.StreamVersion;
import io.hydrant.destination.Transfer;
import io.hydrant.destination.s3.S3Destination.Role;
import io.hydrant.destination.s3.S3Destination.Target;
import io.hydrant.record.RecordBatch;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * A bucket for records that another destination or a processor did not take: a line of JSON for each, with the reason. Thread-safe.
 *
 * <p>The objects have the compression of the bucket's configuration, as all that Firehose writes to it: a guess, since no
 * document speaks of it.
 *
 * @see <a href="https://docs.aws.amazon.com/firehose/latest/dev/retry.html">Handle data delivery failures</a>
 */
public final class FailedRecords implements Destination {
    private final Target target;
    private final String errorOutputType;
    private final ObjectContent lines;

    /**
     * Records that another destination did not take.
     *
     * @param bucket the backup bucket
     * @param errorOutputType the folder, such as {@code http-endpoint-failed}
     * @param lastMembers what ends each line: nothing, or members that begin with a comma
     * @param failure what happened to all records that come here
     * @param origin whose records, under which version
     */
    public FailedRecords(
            S3Bucket bucket,
            String errorOutputType,
            String lastMembers,
            Destination.Failure failure,
            StreamVersion origin,
            S3Destination.Means means) {
        this(bucket, errorOutputType, new Lines(failure, lastMembers), origin, means);
    }

    private FailedRecords(
            S3Bucket bucket,
            String errorOutputType,
            ObjectContent lines,
            StreamVersion origin,
            S3Destination.Means means) {
        this.target = new Target(bucket, origin, means, Role.ERROR_OUTPUT);
        this.errorOutputType = errorOutputType;
        this.lines = lines;
    }

    /** Records that come as the lines about them. */
    static FailedRecords ofLines(
            S3Bucket bucket, String errorOutputType, StreamVersion origin, S3Destination.Means means) {
        return new FailedRecords(bucket, errorOutputType, ObjectContent.RECORDS, origin, means);
    }

    @Override
    public Transfer begin() {
        return new S3Transfer(
                target,
                lines,
                oldest -> ObjectKey.ofFailures(
                        target.bucket(),
                        errorOutputType,
                        target.origin(),
                        oldest,
                        target.means().ids()));
    }

    @Override
    public Duration retryFor() {
        return S3Destination.RETRY;
    }

    /** The documented fields in the documented order. */
    private static final class Lines implements ObjectContent {
        private final byte[] beforeArrival;
        private final byte[] beforeData;
        private final byte[] afterData;

        Lines(Destination.Failure failure, String lastMembers) {
            afterData = ('"' + lastMembers + "}\n").getBytes(UTF_8);
            beforeArrival = ("{\"attemptsMade\":" + failure.attempts() + ",\"arrivalTimestamp\":").getBytes(UTF_8);
            beforeData = (",\"errorCode\":" + JsonText.quoted(failure.errorCode())
                            + ",\"errorMessage\":" + JsonText.quoted(failure.message())
                            + ",\"attemptEndingTimestamp\":"
                            + failure.lastAttempt().toEpochMilli()
                            + ",\"rawData\":\"")
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
                    out.write(beforeData);
                    ByteBuffer text = base64.encode(ByteBuffer.wrap(data, offset, length));
                    out.write(text.array(), text.arrayOffset(), text.remaining());
                    out.write(afterData);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
