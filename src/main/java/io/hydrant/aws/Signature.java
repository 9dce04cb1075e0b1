package io.hydrant.aws;

import java.util.Objects;
import java.util.Optional;

/**
 * The content of a request's signature: parsed, never verified.
 *
 * @param accessKeyId the access key id of the credential scope
 * @param region the Region of the credential scope; empty for SigV4a
 * @param service the signing name, such as {@code firehose}
 * @param sessionToken the {@code X-Amz-Security-Token}, if one came along
 */
public record Signature(String accessKeyId, Optional<Region> region, String service, Optional<String> sessionToken) {
    public Signature {
        Objects.requireNonNull(accessKeyId, "accessKeyId");
        Objects.requireNonNull(region, "region");
        Objects.requireNonNull(service, "service");
        Objects.requireNonNull(sessionToken, "sessionToken");
    }

    /** Without the session token. */
    @Override
    public String toString() {
        return "Signature[" + accessKeyId + ", " + region.map(Region::value).orElse("no Region") + ", " + service + "]";
    }
}
