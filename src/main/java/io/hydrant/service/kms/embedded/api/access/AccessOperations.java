package io.hydrant.service.kms.embedded.api.access;

import java.util.List;

import io.hydrant.protocol.Operation;
import io.hydrant.service.kms.embedded.EmbeddedKms;

/** The operations on key policies and grants. */
public final class AccessOperations {
    private AccessOperations() {}

    /** One object per operation. */
    public static List<Operation<?, ?>> of(EmbeddedKms kms) {
        return List.of(
                new PutKeyPolicy(kms),
                new GetKeyPolicy(kms),
                new ListKeyPolicies(kms),
                new CreateGrant(kms),
                new ListGrants(kms),
                new ListRetirableGrants(kms),
                new RetireGrant(kms),
                new RevokeGrant(kms));
    }
}
