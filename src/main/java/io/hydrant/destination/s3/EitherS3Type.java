package io.hydrant.destination.s3;

import java.util.Map;
import java.util.Optional;

import io.hydrant.firehose.configuration.DeliveryMetrics;
import io.hydrant.firehose.configuration.DestinationType;

/** What the plain and the extended S3 destination share. An update of the one form may meet a configuration of the other. */
abstract class EitherS3Type implements DestinationType {
    private static final DeliveryMetrics METRICS = DeliveryMetrics.ofObjects();

    /** Whether this is the form that can say more. */
    abstract boolean isExtended();

    @Override
    public final DeliveryMetrics metrics() {
        return METRICS;
    }

    @Override
    public final Map<String, Object> describe(Map<String, Object> members) {
        return S3Descriptions.of(members);
    }

    /** A configuration that was extended once stays so. */
    @Override
    public final Optional<DestinationType> mergedWith(DestinationType stored) {
        return stored instanceof EitherS3Type either
                ? Optional.of(either.isExtended() ? either : this)
                : Optional.empty();
    }
}
