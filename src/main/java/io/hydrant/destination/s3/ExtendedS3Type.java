package io.hydrant.destination.s3;

import java.util.Map;
import java.util.Optional;

import io.hydrant.destination.DestinationSpec;
import io.hydrant.destination.S3Bucket;
import io.hydrant.firehose.configuration.DeliveryMetrics;
import io.hydrant.firehose.configuration.DestinationRules;
import io.hydrant.firehose.configuration.DestinationType;
import io.hydrant.firehose.configuration.bucket.BucketReader;
import io.hydrant.firehose.configuration.member.Members;
import io.hydrant.firehose.configuration.member.RetryMembers;

/** The extended S3 destination: a bucket, and a backup of the source records beside it. */
public final class ExtendedS3Type implements DestinationType {
    private final DestinationRules rules = new ExtendedS3Rules();

    @Override
    public String awsName() {
        return "ExtendedS3";
    }

    @Override
    public DestinationRules rules() {
        return rules;
    }

    @Override
    public DeliveryMetrics metrics() {
        return S3Type.METRICS;
    }

    @Override
    public Optional<DestinationSpec> read(Map<String, Object> members) {
        Optional<S3Bucket> backup = Members.text(members, "S3BackupMode")
                .filter(mode -> mode.equals("Enabled"))
                .map(mode -> BucketReader.read(Members.structure(members, "S3BackupConfiguration")));
        return Optional.of(new S3Spec(
                BucketReader.read(members),
                backup,
                PartitioningRules.read(members),
                RetryMembers.read(Members.structure(members, "DynamicPartitioningConfiguration"))));
    }

    @Override
    public Map<String, Object> describe(Map<String, Object> members) {
        return S3Descriptions.of(members);
    }

    /** An update of the extended form may meet a plain configuration, which it makes an extended one. */
    @Override
    public Optional<DestinationType> mergedWith(DestinationType stored) {
        return equals(stored) || stored instanceof S3Type ? Optional.of(this) : Optional.empty();
    }
}
