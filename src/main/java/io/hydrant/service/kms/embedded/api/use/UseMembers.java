package io.hydrant.service.kms.embedded.api.use;

import io.hydrant.service.kms.embedded.key.KmsErrors;
import io.hydrant.service.kms.embedded.use.Signing;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;

/** Members that several requests to use a key have, with AWS's defaults. */
final class UseMembers {
    private UseMembers() {}

    /** A message to sign or verify; raw when the request does not say. */
    static Signing.Message message(SdkBytes bytes, @Nullable String type) {
        return new Signing.Message(bytes.asByteArray(), type == null ? "RAW" : type);
    }

    /** The algorithm of a request; without one that of a symmetric key. */
    static String algorithm(@Nullable String given) {
        return given == null ? "SYMMETRIC_DEFAULT" : given;
    }

    /**
     * How many bytes a data key gets.
     *
     * @throws io.hydrant.aws.AwsException {@code ValidationException} for both a key spec and a number, or neither
     */
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
