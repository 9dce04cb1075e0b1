package io.hydrant.service.kms;

/** The ways in which KMS refuses, as Firehose distinguishes them. Source: developer guide, SSE metrics and errors. */
public enum KmsFailure {
    /** The key does not exist, or not in this Region, or is out of sight. */
    KEY_NOT_FOUND,
    /** The key is disabled. */
    KEY_DISABLED,
    /** The key is pending deletion or import, or unavailable. */
    KEY_INVALID_STATE,
    /** A policy denies it, nothing allows it, or the grant is gone. */
    ACCESS_DENIED,
    /** The key cannot do it at all: asymmetric, HMAC, an alias in place of a key. */
    INVALID_KEY,
    /** The account has no access to KMS. */
    OPT_IN_REQUIRED,
    /** A limit of KMS. */
    LIMIT_EXCEEDED,
    /** KMS does not answer, answers 5xx or throttles: worth another try. */
    UNAVAILABLE,
    /** Anything else. */
    UNKNOWN;

    /** What an error of KMS means, by its code. The pairing is Firehose's own, and a guess where the page above is silent. */
    public static KmsFailure of(String code) {
        return switch (code) {
            case "NotFoundException" -> KEY_NOT_FOUND;
            case "DisabledException" -> KEY_DISABLED;
            case "KMSInvalidStateException" -> KEY_INVALID_STATE;
            case "AccessDeniedException" -> ACCESS_DENIED;
            case "InvalidKeyUsageException",
                    "UnsupportedOperationException",
                    "InvalidArnException",
                    "ValidationException",
                    "IncorrectKeyException" -> INVALID_KEY;
            case "OptInRequired" -> OPT_IN_REQUIRED;
            case "LimitExceededException" -> LIMIT_EXCEEDED;
            case "ThrottlingException",
                    "KMSInternalException",
                    "DependencyTimeoutException",
                    "KeyUnavailableException" -> UNAVAILABLE;
            default -> UNKNOWN;
        };
    }
}
