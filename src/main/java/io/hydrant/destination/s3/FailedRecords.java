package io.hydrant.destination.s3;

import java.time.Duration;
import java.util.Map;

import io.hydrant.destination.Destination;
import io.hydrant.destination.LineMembers;
import io.hydrant.destination.S3Bucket;
import io.hydrant.destination.StreamVersion;
import io.hydrant.destination.Transfer;
import io.hydrant.destination.s3.S3Destination.Role;
import io.hydrant.destination.s3.S3Destination.Target;

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
     * @param members what each line holds besides what all such lines hold
     * @param failure what happened to the records that come here
     * @param origin whose records, under which version
     */
    public FailedRecords(
            S3Bucket bucket,
            String errorOutputType,
            LineMembers members,
            Destination.Failure failure,
            StreamVersion origin,
            S3Destination.Means means) {
        this(bucket, errorOutputType, new FailureLines(failure, members), origin, means);
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
        return begin(Map.of());
    }

    @Override
    public Transfer begin(Map<String, String> settled) {
        return new S3Transfer(
                target,
                lines,
                oldest -> ObjectKey.ofFailures(
                        target.bucket(),
                        errorOutputType,
                        target.origin(),
                        oldest,
                        target.means().ids()),
                settled);
    }

    @Override
    public Duration retryFor() {
        return S3Destination.RETRY;
    }
}
