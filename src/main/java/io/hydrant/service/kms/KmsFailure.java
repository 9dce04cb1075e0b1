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
    UNKNOWN
}
