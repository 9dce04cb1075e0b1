package io.hydrant.service.kms.embedded.key;

import java.time.Instant;

/** A second name of a key. */
public record Alias(String name, String arn, String targetKeyId, Instant creationDate, Instant lastUpdatedDate) {}
