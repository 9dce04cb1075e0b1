package io.hydrant.service.kms.embedded.api;

import io.hydrant.protocol.CallContext;
import io.hydrant.protocol.Operation;
import io.hydrant.service.kms.embedded.EmbeddedKms;
import io.hydrant.service.kms.embedded.key.KmsCall;
import io.hydrant.service.kms.embedded.key.KmsErrors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;

/** What all operations of KMS share. */
abstract class KmsOperation<I extends SdkPojo, O extends SdkPojo> implements Operation<I, O> {
    final EmbeddedKms kms;

    KmsOperation(EmbeddedKms kms) {
        this.kms = kms;
    }

    @Override
    public String inputShape() {
        return name() + "Request";
    }

    static KmsCall callOf(CallContext context) {
        return KmsCall.of(context.caller(), context.scope().region());
    }

    static boolean isTrue(@Nullable Boolean flag) {
        return Boolean.TRUE.equals(flag);
    }

    static String algorithm(@Nullable String given) {
        return given == null ? "SYMMETRIC_DEFAULT" : given;
    }

    static int dataKeyLength(@Nullable String keySpec, @Nullable Integer numberOfBytes) {
        if ((keySpec == null) == (numberOfBytes == null)) {
            throw KmsErrors.validation("Please specify either number of bytes or key spec.");
        }
        if (numberOfBytes != null) {
            return numberOfBytes;
        }
        return "AES_128".equals(keySpec) ? 16 : 32;
    }
}
