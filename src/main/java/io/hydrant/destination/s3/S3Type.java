package io.hydrant.destination.s3;

import java.util.Map;
import java.util.Optional;

import io.hydrant.destination.DestinationSpec;
import io.hydrant.firehose.configuration.DestinationRules;
import io.hydrant.firehose.configuration.bucket.BucketReader;

/** The plain S3 destination: deprecated at AWS and still taken. */
public final class S3Type extends EitherS3Type {
    private final DestinationRules rules = new S3Rules();

    @Override
    public String awsName() {
        return "S3";
    }

    @Override
    public DestinationRules rules() {
        return rules;
    }

    @Override
    public Optional<DestinationSpec> read(Map<String, Object> members) {
        return Optional.of(
                new S3Spec(BucketReader.read(members), Optional.empty(), Optional.empty(), S3Destination.RETRY));
    }

    @Override
    boolean isExtended() {
        return false;
    }
}
