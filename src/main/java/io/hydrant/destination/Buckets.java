package io.hydrant.destination;

import io.hydrant.record.PartitionKeys;

/** Opens the buckets that destinations write to; a port, so that no destination names another. Thread-safe. */
public interface Buckets {
    /**
     * A bucket for records as they were put: the stream's own, or its backup. Nothing is looked up yet.
     *
     * @param partition the keys of the records, for the expressions of the prefix
     */
    Destination open(S3Bucket bucket, StreamVersion origin, Purpose purpose, PartitionKeys partition);

    /**
     * A bucket for the lines about records that could not be processed.
     *
     * @param errorOutputType the folder, such as {@code processing-failed}
     */
    Destination openForLines(S3Bucket bucket, StreamVersion origin, String errorOutputType);

    /**
     * A bucket for records that another destination did not take.
     *
     * @param errorOutputType the folder, such as {@code http-endpoint-failed}
     * @param members what each line of JSON holds besides what all such lines hold
     * @param failure what happened to the records that come here
     */
    Destination openForFailures(
            S3Bucket bucket,
            StreamVersion origin,
            String errorOutputType,
            LineMembers members,
            Destination.Failure failure);

    /** The same with {@code lastMembers} at the end of each line: nothing, or members that begin with a comma. */
    default Destination openForFailures(
            S3Bucket bucket,
            StreamVersion origin,
            String errorOutputType,
            String lastMembers,
            Destination.Failure failure) {
        return openForFailures(bucket, origin, errorOutputType, LineMembers.last(lastMembers), failure);
    }
}
