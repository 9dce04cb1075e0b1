package io.hydrant.destination.s3;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;

import io.hydrant.destination.CpuPermits;
import io.hydrant.destination.Destination;
import io.hydrant.destination.S3Bucket;
import io.hydrant.destination.StreamVersion;
import io.hydrant.destination.Transfer;
import io.hydrant.record.PartitionKeys;
import io.hydrant.service.s3.ObjectStore;

/** A bucket that records go to as they were put: joined with nothing between them, one object for each batch. Thread-safe. */
public final class S3Destination implements Destination {
    /** For how long Firehose tries a bucket again when the source is DirectPut. Documented. */
    static final Duration RETRY = Duration.ofDays(1);

    private final Target target;
    private final PartitionKeys partition;

    /**
     * @param bucket where to, and in which form
     * @param origin whose records, under which version
     * @param partition the keys of the records
     */
    public S3Destination(S3Bucket bucket, StreamVersion origin, Means means, Role role, PartitionKeys partition) {
        this.target = new Target(bucket, origin, means, role);
        this.partition = partition;
    }

    /**
     * What all who write objects share.
     *
     * @param ids random, for keys; safe for use by several threads
     * @param turns when an object may be made
     */
    public record Means(ObjectStore store, Supplier<UUID> ids, CpuPermits turns) {
        public Means {
            Objects.requireNonNull(store, "store");
            Objects.requireNonNull(ids, "ids");
            Objects.requireNonNull(turns, "turns");
        }
    }

    /** What a bucket is for. */
    public enum Role {
        /** The stream's own destination. */
        DATA("bucket"),
        /** All source records, beside the destination. */
        BACKUP("backup bucket"),
        /** What another destination gave up. */
        ERROR_OUTPUT("bucket for failed records");

        private final String words;

        Role(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    /** One bucket and all that is needed to write to it. */
    record Target(S3Bucket bucket, StreamVersion origin, Means means, Role role) {
        Target {
            Objects.requireNonNull(bucket, "bucket");
            Objects.requireNonNull(origin, "origin");
            Objects.requireNonNull(means, "means");
            Objects.requireNonNull(role, "role");
        }
    }

    @Override
    public Transfer begin() {
        return begin(Map.of());
    }

    @Override
    public Transfer begin(Map<String, String> settled) {
        return new S3Transfer(
                target,
                ObjectContent.RECORDS,
                oldest -> ObjectKey.ofRecords(
                        target.bucket(),
                        target.origin(),
                        partition,
                        oldest,
                        target.means().ids()),
                settled);
    }

    @Override
    public Duration retryFor() {
        return RETRY;
    }
}
