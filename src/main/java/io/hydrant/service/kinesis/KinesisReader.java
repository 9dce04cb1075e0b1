package io.hydrant.service.kinesis;

import java.util.Objects;

import io.hydrant.aws.Scope;

/**
 * For whom a Kinesis stream is read.
 *
 * @param deliveryStream the name of the delivery stream
 * @param scope its account and Region
 * @param roleArn the role that Firehose assumes
 * @param streamArn the Kinesis stream
 */
public record KinesisReader(String deliveryStream, Scope scope, String roleArn, String streamArn) {
    public KinesisReader {
        Objects.requireNonNull(deliveryStream, "deliveryStream");
        Objects.requireNonNull(scope, "scope");
        Objects.requireNonNull(roleArn, "roleArn");
        Objects.requireNonNull(streamArn, "streamArn");
    }
}
