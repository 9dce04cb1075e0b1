package io.hydrant.service.s3.embedded.access;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import io.hydrant.aws.Caller;

/**
 * Who writes or reads an object.
 *
 * @param service the AWS service that acts as {@code caller}, such as {@code firehose.amazonaws.com}
 * @param headers lower-case names and values of the {@code x-amz-} headers that conditions of a policy may look at
 */
public record Requester(Caller caller, Optional<String> service, Map<String, String> headers) {
    public Requester {
        Objects.requireNonNull(caller, "caller");
        Objects.requireNonNull(service, "service");
        headers = Map.copyOf(headers);
    }
}
