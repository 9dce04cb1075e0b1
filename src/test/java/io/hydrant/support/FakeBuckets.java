package io.hydrant.support;

import io.hydrant.destination.Buckets;
import io.hydrant.destination.Destination;
import io.hydrant.destination.LineMembers;
import io.hydrant.destination.S3Bucket;
import io.hydrant.destination.StreamVersion;

/** Buckets that a test opens in its own way; no records fail. */
@FunctionalInterface
public interface FakeBuckets extends Buckets {
    @Override
    default Destination openForLines(S3Bucket bucket, StreamVersion origin, String errorOutputType) {
        throw new AssertionError("No record fails in this test");
    }

    @Override
    default Destination openForFailures(
            S3Bucket bucket,
            StreamVersion origin,
            String errorOutputType,
            LineMembers members,
            Destination.Failure failure) {
        throw new AssertionError("No record fails in this test");
    }
}
