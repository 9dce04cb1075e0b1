package io.hydrant.kms;

import java.util.Optional;

import io.hydrant.aws.Caller;
import io.hydrant.aws.Region;

/** In whose name Firehose calls KMS; {@code region} is the delivery stream's and makes {@code kms:ViaService}. */
public sealed interface KmsActor {
    /** The Region of the delivery stream. */
    Region region();

    /** Firehose for one of its callers, with the caller's permissions (forward access session). */
    record OnBehalfOf(Caller caller, Region region) implements KmsActor {}

    /** Firehose as the grantee of {@code grant}. */
    record UnderGrant(GrantRef grant, Region region) implements KmsActor {}

    /** The grant in use, if any. */
    default Optional<GrantRef> grantInUse() {
        return this instanceof UnderGrant under ? Optional.of(under.grant()) : Optional.empty();
    }
}
