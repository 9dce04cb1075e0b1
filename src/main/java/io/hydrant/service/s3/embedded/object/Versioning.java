package io.hydrant.service.s3.embedded.object;

/** Whether a bucket keeps older versions. */
public enum Versioning {
    /** Never switched on. */
    OFF,
    /** Each write is a version of its own. */
    ENABLED,
    /** Was on; writes have the version {@code null} now. */
    SUSPENDED
}
