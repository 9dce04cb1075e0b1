package io.hydrant.service.kms.embedded.api.operation;

import io.hydrant.protocol.CallContext;
import io.hydrant.protocol.Operation;
import io.hydrant.service.kms.embedded.EmbeddedKms;
import io.hydrant.service.kms.embedded.key.KmsCall;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;

/** An operation of KMS; holds what all of them share. */
public abstract class KmsOperation<I extends SdkPojo, O extends SdkPojo> implements Operation<I, O> {
    /** The KMS that the operation is asked of. */
    protected final EmbeddedKms kms;

    protected KmsOperation(EmbeddedKms kms) {
        this.kms = kms;
    }

    @Override
    public String inputShape() {
        return name() + "Request";
    }

    /** Who calls, and where. */
    protected static KmsCall callOf(CallContext context) {
        return KmsCall.of(context.caller(), context.scope().region());
    }

    /** Whether {@code flag} is set. */
    protected static boolean isTrue(@Nullable Boolean flag) {
        return Boolean.TRUE.equals(flag);
    }
}
