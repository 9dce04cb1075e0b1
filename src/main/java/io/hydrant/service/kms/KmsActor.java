package io.hydrant.service.kms;

import java.util.Optional;

import io.hydrant.aws.AccountId;
import io.hydrant.aws.Arn;
import io.hydrant.aws.Caller;
import io.hydrant.aws.Region;
import io.hydrant.aws.Scope;

/** In whose name, and for which delivery stream, Firehose calls KMS. */
public sealed interface KmsActor {
    /** The delivery stream that the call is made for; its Region makes {@code kms:ViaService}. */
    Arn stream();

    /** Firehose for one of its callers, with the caller's permissions (forward access session). */
    record OnBehalfOf(Caller caller, Arn stream) implements KmsActor {}

    /** Firehose as the grantee of {@code grant}. */
    record UnderGrant(GrantRef grant, Arn stream) implements KmsActor {}

    /** The Region of the delivery stream. */
    default Region region() {
        return new Region(stream().region());
    }

    /** The account and Region of the delivery stream; the key may belong to another account. */
    default Scope scope() {
        return new Scope(new AccountId(stream().account()), region());
    }

    /** The name of the delivery stream. */
    default String streamName() {
        String resource = stream().resource();
        return resource.substring(resource.lastIndexOf('/') + 1);
    }

    /** The grant in use, if any. */
    default Optional<GrantRef> grantInUse() {
        return this instanceof UnderGrant under ? Optional.of(under.grant()) : Optional.empty();
    }
}
