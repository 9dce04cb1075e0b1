package io.hydrant.destination.s3;

import java.util.Map;
import java.util.Optional;

import io.hydrant.destination.DestinationSpec;
import io.hydrant.firehose.configuration.DeliveryMetrics;
import io.hydrant.firehose.configuration.DestinationRules;
import io.hydrant.firehose.configuration.DestinationType;
import io.hydrant.firehose.configuration.bucket.BucketReader;

/** The plain S3 destination: deprecated at AWS and still taken. */
public final class S3Type implements DestinationType {
    /** Those of every destination that writes objects. */
    static final DeliveryMetrics METRICS = new DeliveryMetrics("DeliveryToS3", true, false);

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
    public DeliveryMetrics metrics() {
        return METRICS;
    }

    @Override
    public Optional<DestinationSpec> read(Map<String, Object> members) {
        return Optional.of(
                new S3Spec(BucketReader.read(members), Optional.empty(), Optional.empty(), S3Destination.RETRY));
    }

    @Override
    public Map<String, Object> describe(Map<String, Object> members) {
        return S3Descriptions.of(members);
    }

    /** An update of the plain form may meet an extended configuration, which it leaves extended. */
    @Override
    public Optional<DestinationType> mergedWith(DestinationType stored) {
        return equals(stored) || stored instanceof ExtendedS3Type ? Optional.of(stored) : Optional.empty();
    }
}
