package io.hydrant.destination.s3;

import io.hydrant.destination.Buckets;
import io.hydrant.destination.Destination;
import io.hydrant.destination.LineMembers;
import io.hydrant.destination.Purpose;
import io.hydrant.destination.S3Bucket;
import io.hydrant.destination.StreamVersion;
import io.hydrant.record.PartitionKeys;

/** The buckets of one object store. Thread-safe. */
public final class S3Buckets implements Buckets {
    private final S3Destination.Means means;

    public S3Buckets(S3Destination.Means means) {
        this.means = means;
    }

    @Override
    public Destination open(S3Bucket bucket, StreamVersion origin, Purpose purpose, PartitionKeys partition) {
        S3Destination.Role role = purpose == Purpose.BACKUP ? S3Destination.Role.BACKUP : S3Destination.Role.DATA;
        return new S3Destination(bucket, origin, means, role, partition);
    }

    @Override
    public Destination openForLines(S3Bucket bucket, StreamVersion origin, String errorOutputType) {
        return FailedRecords.ofLines(bucket, errorOutputType, origin, means);
    }

    @Override
    public Destination openForFailures(
            S3Bucket bucket,
            StreamVersion origin,
            String errorOutputType,
            LineMembers members,
            Destination.Failure failure) {
        return new FailedRecords(bucket, errorOutputType, members, failure, origin, means);
    }
}
