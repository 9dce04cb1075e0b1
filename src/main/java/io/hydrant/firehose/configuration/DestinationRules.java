package io.hydrant.firehose.configuration;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.hydrant.aws.Region;
import io.hydrant.firehose.configuration.bucket.BucketRules;
import io.hydrant.firehose.configuration.bucket.PrefixRules;
import io.hydrant.firehose.configuration.member.Members;

/**
 * The rules of one kind of destination. What holds for every kind is checked, completed and merged around them, in AWS's order:
 * see {@link CommonRules}, {@link DestinationDefaults} and {@link DestinationMerge}. A rule refuses with an {@code AwsException}.
 */
public interface DestinationRules {
    /** The members that a configuration cannot do without; those of its buckets are checked apart. */
    List<String> requiredMembers();

    /** The values of members that the caller left out, also inside of structures. */
    Map<String, Object> defaults();

    /** Which changes of {@code S3BackupMode} an update may make. */
    BackupChange backupChange();

    /** Checks a completed configuration for what this kind alone wants. */
    void check(Map<String, Object> members, RuleContext context);

    /** Checks the rules that come before all others, even before the one against a second destination. */
    default void checkFirst(Map<String, Object> given) {}

    /** Checks the completed {@code S3Configuration}. */
    default void checkBucket(Map<String, Object> bucket) {
        PrefixRules.check(bucket, false);
    }

    /** Checks, after all else, that {@code region} offers what a configuration wants. */
    default void checkRegion(Map<String, Object> members, Region region) {}

    /**
     * Checks an update.
     *
     * @param stored what it changes; empty when the destination is exchanged
     */
    default void checkUpdate(Map<String, Object> stored, Map<String, Object> update) {}

    /** Whether records go to S3 in the end. */
    default boolean isS3() {
        return false;
    }

    /** Whether the processors of a completed configuration may sort records into partitions. */
    default boolean takesPartitions(Map<String, Object> members) {
        return false;
    }

    /** Completes what {@link #defaults} cannot say; comes before them. */
    default Map<String, Object> complete(Map<String, Object> given) {
        return given;
    }

    /** What an update makes of the stored members: a bucket is merged member by member, other structures are replaced. */
    default Map<String, Object> merge(Map<String, Object> stored, Map<String, Object> update) {
        return Members.merged(stored, update, BucketRules.MEMBERS);
    }

    /**
     * The name that the service prints when it refuses to exchange this destination for another, or another for it; empty
     * when it does not refuse.
     */
    default Optional<String> nameIfNotExchangeable() {
        return Optional.empty();
    }
}
