package io.hydrant.service.kms;

import org.jspecify.annotations.Nullable;

/** KMS said no. */
public final class KmsException extends RuntimeException {
    private final KmsFailure failure;
    private final String errorCode;
    private final String injectedBy;

    /**
     * @param errorCode KMS's own code, such as {@code DisabledException}, or the class of the I/O failure
     */
    public KmsException(KmsFailure failure, String errorCode, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.failure = failure;
        this.errorCode = errorCode;
        this.injectedBy = "";
    }

    /**
     * A refusal that a fault rule asked for.
     *
     * @param injectedBy the id of the rule that brought it about; empty for none
     */
    public KmsException(KmsFailure failure, String errorCode, String message, String injectedBy) {
        super(message);
        this.failure = failure;
        this.errorCode = errorCode;
        this.injectedBy = injectedBy;
    }

    /** The kind of refusal. */
    public KmsFailure failure() {
        return failure;
    }

    /** KMS's own code. */
    public String errorCode() {
        return errorCode;
    }

    /** The id of the rule that brought it about; empty for none. */
    public String injectedBy() {
        return injectedBy;
    }
}
