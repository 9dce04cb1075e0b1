package io.hydrant.destination.s3;

import java.time.Duration;

import io.hydrant.destination.Destination;
import io.hydrant.destination.S3Bucket;
import io.hydrant.destination.StreamVersion;
import io.hydrant.destination.Transfer;
import io.hydrant.destination.s3.S3Destination.Role;
import io.hydrant.destination.s3.S3Destination.Target;

/** A bucket for records that could not be processed: each comes as the line that tells of it. Thread-safe. */
final class FailedLines implements Destination {
    private final Target target;
    private final String errorOutputType;

    /**
     * @param errorOutputType the folder, such as {@code processing-failed}
     */
    FailedLines(S3Bucket bucket, String errorOutputType, StreamVersion origin, S3Destination.Means means) {
        this.target = new Target(bucket, origin, means, Role.ERROR_OUTPUT);
        this.errorOutputType = errorOutputType;
    }

    @Override
    public Transfer begin() {
        return new S3Transfer(
                target,
                ObjectContent.RECORDS,
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
}
