package io.hydrant.fault;

/** Who is asked. */
public enum Hop {
    /** Firehose, by a client. */
    FIREHOSE,
    /** KMS, by Firehose. */
    KMS,
    /** S3, by Firehose. */
    S3
}
