package io.hydrant.firehose.encryption;

import java.time.Instant;
import java.util.Map;

import io.hydrant.aws.Scope;

/** Which delivery stream this is, as far as its encryption needs to know. */
public record StreamIdentity(Scope scope, String name, Instant created) {
    /** The stream's ARN. */
    public String arn() {
        return scope.arn("firehose", "deliverystream/" + name).toString();
    }

    /** The encryption context of every KMS call for this stream. */
    public Map<String, String> encryptionContext() {
        return Map.of("aws:firehose:arn", arn());
    }
}
