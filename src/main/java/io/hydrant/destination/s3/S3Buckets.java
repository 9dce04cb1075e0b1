package io.hydrant.destination.s3;

import io.hydrant.destination.Buckets;
import io.hydrant.destination.Destination;
import io.hydrant.destination.Purpose;
import io.hydrant.destination.S3Bucket;
import io.hydrant.destination.StreamVersion;

/** The buckets of one object store. Thread-safe. */
public final class S3Buckets implements Buckets {
    private final S3Destination.Means means;

    public S3Buckets(S3Destination.Means means) {
        this.means = means;
    }

    @Override
    public Destination open(S3Bucket bucket, StreamVersion origin, Purpose purpose) {
        return new S3Destination(
                bucket, origin, means, purpose == Purpose.BACKUP ? S3Destination.Role.BACKUP : S3Destination.Role.DATA);
    }

    @Override
    public Destination openForFailures(
            S3Bucket bucket, StreamVersion origin, String errorOutputType, Destination.Failure failure) {
        return new FailedRecords(bucket, errorOutputType, failure, origin, means);
    }
}
