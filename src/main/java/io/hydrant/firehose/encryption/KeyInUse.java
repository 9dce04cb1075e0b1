package io.hydrant.firehose.encryption;

import java.util.Objects;
import java.util.Optional;

import io.hydrant.service.kms.GrantRef;

/**
 * A key that Firehose may use.
 *
 * @param attempt the attempt that prepared it: no two keys in use have the same
 * @param grant Firehose's grant on a customer managed key
 */
public record KeyInUse(long attempt, KeyChoice choice, Optional<GrantRef> grant) {
    public KeyInUse {
        Objects.requireNonNull(choice, "choice");
        Objects.requireNonNull(grant, "grant");
    }
}
