package io.hydrant.destination.s3;

import java.time.Duration;
import java.util.Optional;

import io.hydrant.destination.Buckets;
import io.hydrant.destination.Destination;
import io.hydrant.destination.DestinationContext;
import io.hydrant.destination.DestinationSpec;
import io.hydrant.destination.Partitioning;
import io.hydrant.destination.Purpose;
import io.hydrant.destination.S3Bucket;
import io.hydrant.record.BufferingHints;
import io.hydrant.record.PartitionKeys;

/**
 * A bucket as a stream's destination.
 *
 * @param backup the bucket of the source records
 * @param partitioning how records are sorted
 * @param partitionRetry for how long a partition is tried again
 */
record S3Spec(S3Bucket bucket, Optional<S3Bucket> backup, Optional<Partitioning> partitioning, Duration partitionRetry)
        implements DestinationSpec {
    @Override
    public BufferingHints hints() {
        return bucket.hints();
    }

    @Override
    public S3Bucket errorBucket() {
        return bucket;
    }

    @Override
    public Destination open(DestinationContext context) {
        Buckets buckets = context.buckets();
        Destination whole = buckets.open(bucket, context.origin(), Purpose.DESTINATION, context.partition());
        return context.partition().equals(PartitionKeys.NONE)
                ? whole
                : new PartitionDestination(
                        whole,
                        partitionRetry,
                        failure -> buckets.openForFailures(bucket, context.origin(), "processing-failed", "", failure));
    }
}
