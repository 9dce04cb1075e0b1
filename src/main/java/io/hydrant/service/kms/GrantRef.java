package io.hydrant.service.kms;

import java.util.Objects;
import java.util.Optional;

/** A grant by what is needed to use and to retire it. */
public record GrantRef(KeyArn key, String grantId, Optional<String> grantToken) {
    public GrantRef {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(grantId, "grantId");
        Objects.requireNonNull(grantToken, "grantToken");
    }

    @Override
    public String toString() {
        return "GrantRef[" + key + ", " + grantId + "]";
    }
}
