package io.hydrant.firehose.encryption;

import java.time.Instant;
import java.util.Map;

import io.hydrant.aws.Arn;
import io.hydrant.aws.Scope;

/** Which delivery stream this is, as far as its encryption needs to know. */
public record StreamIdentity(Scope scope, String name, Instant created) {
    /** The stream's ARN, in its parts. */
    public Arn resource() {
        return scope.arn("firehose", "deliverystream/" + name);
    }

    /** The stream's ARN. */
    public String arn() {
        return resource().toString();
    }

    /** The encryption context of every KMS call for this stream. */
    public Map<String, String> encryptionContext() {
        return Map.of("aws:firehose:arn", arn());
    }
}
