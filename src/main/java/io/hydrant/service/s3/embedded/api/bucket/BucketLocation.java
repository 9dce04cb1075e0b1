package io.hydrant.service.s3.embedded.api.bucket;

import java.util.Optional;

import io.hydrant.aws.AwsException;
import io.hydrant.aws.KnownRegions;
import io.hydrant.aws.Region;
import io.hydrant.service.s3.embedded.bucket.Bucket;
import io.hydrant.service.s3.embedded.document.S3Errors;
import io.hydrant.service.s3.embedded.document.SettingDocument;

/**
 * Where a bucket lies: the Region of a {@code LocationConstraint}, and the text that GetBucketLocation tells. The rules and texts are
 * recorded from AWS by others.
 *
 * @param constraint as the client wrote it; empty for none
 */
record BucketLocation(Region region, String constraint) {
    /** The Region that needs no constraint and may create buckets everywhere. */
    static final String HOME = "us-east-1";

    private static final String OLD_IRELAND = "EU";
    private static final String IRELAND = "eu-west-1";
    private static final String KEPT = "location";

    /**
     * The location that {@code constraint} names, asked for in {@code here}: from us-east-1 any Region of its partition, from another
     * Region that one alone.
     *
     * @throws AwsException {@code InvalidLocationConstraint}, {@code IllegalLocationConstraintException}
     */
    static BucketLocation of(String constraint, Region here) {
        boolean home = here.value().equals(HOME);
        if (constraint.isEmpty()) {
            if (!home) {
                throw illegal("unspecified");
            }
            return new BucketLocation(here, "");
        }
        String region = constraint.equals(OLD_IRELAND) ? IRELAND : constraint;
        if (home) {
            if (region.equals(HOME) || !isRegionOf(here.partition(), region)) {
                throw invalid(constraint);
            }
        } else if (!region.equals(here.value())) {
            throw illegal(constraint);
        }
        return new BucketLocation(new Region(region), constraint);
    }

    /** Keeps with {@code bucket} what its Region alone does not show. */
    void keep(Bucket bucket) {
        if (!constraint.isEmpty() && !constraint.equals(region.value())) {
            bucket.setting(KEPT, Optional.of(new SettingDocument(constraint, "")));
        }
    }

    /** What GetBucketLocation answers; empty for us-east-1. */
    static Optional<String> told(Bucket bucket) {
        String region = bucket.scope().region().value();
        return bucket.setting(KEPT)
                .map(SettingDocument::text)
                .or(() -> Optional.of(region))
                .filter(text -> !text.equals(HOME));
    }

    private static boolean isRegionOf(String partition, String name) {
        return KnownRegions.contains(name) && new Region(name).partition().equals(partition);
    }

    private static AwsException invalid(String location) {
        return S3Errors.of(
                400,
                "InvalidLocationConstraint",
                "The specified location-constraint is not valid",
                "LocationConstraint",
                location);
    }

    private static AwsException illegal(String which) {
        return S3Errors.of(
                400,
                "IllegalLocationConstraintException",
                "The " + which
                        + " location constraint is incompatible for the region specific endpoint this request was sent to.");
    }
}
