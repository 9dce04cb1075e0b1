package io.hydrant.destination.s3;

import java.util.Map;
import java.util.Optional;

import io.hydrant.destination.DestinationSpec;
import io.hydrant.destination.S3Bucket;
import io.hydrant.firehose.configuration.DestinationRules;
import io.hydrant.firehose.configuration.bucket.BucketReader;
import io.hydrant.firehose.configuration.member.Members;
import io.hydrant.firehose.configuration.member.RetryMembers;

/** The extended S3 destination: a bucket, and a backup of the source records beside it. */
public final class ExtendedS3Type extends EitherS3Type {
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
    boolean isExtended() {
        return true;
    }
}
