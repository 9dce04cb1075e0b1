package io.hydrant.service.kms.embedded.key;

import java.time.Instant;

/**
 * A rotation that has happened.
 *
 * @param type {@code AUTOMATIC} or {@code ON_DEMAND}
 */
public record Rotation(Instant date, String type, String materialId) {}
