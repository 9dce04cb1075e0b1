package io.hydrant.destination.s3;

import java.util.Map;

import io.hydrant.firehose.configuration.DescribedMembers;
import io.hydrant.firehose.configuration.DestinationDefaults;
import io.hydrant.firehose.configuration.DestinationRules;

/** What is shown of an S3 destination. */
final class S3Descriptions {
    private static final DestinationRules EXTENDED = new ExtendedS3Rules();

    private S3Descriptions() {}

    /** Both forms, however the stream was made. Observed for the extended one, a guess for the plain one. */
    static Map<String, Object> of(Map<String, Object> members) {
        return Map.of(
                "S3DestinationDescription",
                members,
                "ExtendedS3DestinationDescription",
                DescribedMembers.of(DestinationDefaults.complete(EXTENDED, members)));
    }
}
