package io.hydrant.destination.s3;

import java.util.Optional;

import io.hydrant.destination.Destination;
import io.hydrant.destination.DestinationContext;
import io.hydrant.destination.DestinationSpec;
import io.hydrant.destination.Partitioning;
import io.hydrant.destination.Purpose;
import io.hydrant.destination.S3Bucket;
import io.hydrant.record.BufferingHints;

/** A bucket as a stream's destination, the bucket of its backup, and its partitions. */
record S3Spec(S3Bucket bucket, Optional<S3Bucket> backup, Optional<Partitioning> partitioning)
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
        return context.buckets().open(bucket, context.origin(), Purpose.DESTINATION, context.partition());
    }
}
