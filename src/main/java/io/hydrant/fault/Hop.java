package io.hydrant.fault;

import java.util.Locale;

/** Who is asked. */
public enum Hop {
    /** Firehose, by a client. */
    FIREHOSE,
    /** KMS. */
    KMS,
    /** S3. */
    S3,
    /** STS, by a client. */
    STS,
    /** Kinesis Data Streams. */
    KINESIS,
    /** A Lambda function, for a stream. */
    LAMBDA,
    /** An HTTP endpoint destination. */
    HTTP,
    /** A search domain, a cluster or a collection. */
    OPENSEARCH,
    /** A Splunk collector. */
    SPLUNK,
    /** A Kafka cluster, for a stream that reads from it. */
    MSK;

    /** As a rule spells it, such as {@code opensearch}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
