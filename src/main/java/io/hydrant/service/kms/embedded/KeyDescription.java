package io.hydrant.service.kms.embedded;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import io.hydrant.aws.Scope;

/**
 * What DescribeKey tells about a key.
 *
 * @param algorithms those of the key's usage
 * @param currentMaterialId 64 hexadecimal digits; only symmetric keys with material have one
 * @param deletionDate only while the key is pending deletion
 */
public record KeyDescription(
        Scope scope,
        String keyId,
        String arn,
        Instant creationDate,
        KeyState state,
        String description,
        KeyUsage usage,
        KeySpec spec,
        String origin,
        String manager,
        List<String> algorithms,
        boolean multiRegion,
        Optional<String> currentMaterialId,
        Optional<Instant> deletionDate) {
    public KeyDescription {
        algorithms = List.copyOf(algorithms);
    }
}
