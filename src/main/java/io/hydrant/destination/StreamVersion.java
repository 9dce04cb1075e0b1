package io.hydrant.destination;

import io.hydrant.aws.Scope;

/**
 * Whose records are delivered.
 *
 * @param stream {@code DeliveryStreamName}
 * @param version {@code VersionId} at delivery
 */
public record StreamVersion(Scope scope, String stream, long version) {
    /** The delivery stream's ARN. */
    public String arn() {
        return scope.arn("firehose", "deliverystream/" + stream).toString();
    }
}
