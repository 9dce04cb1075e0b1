package io.hydrant.fault;

import java.util.Set;

/** What calls are named at the hops whose requests have no operation of AWS. The names are ours. */
public final class Operations {
    /** The invocation of a function, as Lambda names it. */
    public static final String INVOKE = "Invoke";

    /** A request with records for an HTTP endpoint. */
    public static final String DELIVER = "Deliver";

    /** A bulk request to a search cluster. */
    public static final String BULK = "Bulk";

    /** The request without data that looks for a Splunk collector. */
    public static final String CHECK = "Check";

    /** Events for a Splunk collector. */
    public static final String EVENT = "Event";

    /** Raw data for a Splunk collector. */
    public static final String RAW = "Raw";

    /** A question for a Splunk collector's acknowledgement. */
    public static final String ACK = "Ack";

    /** A question for the partitions of a topic, as Kafka names it. */
    public static final String METADATA = "Metadata";

    /** A question for places in a topic, as Kafka names it. */
    public static final String LIST_OFFSETS = "ListOffsets";

    /** A question for records of a topic, as Kafka names it. */
    public static final String FETCH = "Fetch";

    private Operations() {}

    /** The names at {@code hop}; empty where AWS names the operations. */
    public static Set<String> of(Hop hop) {
        return switch (hop) {
            case LAMBDA -> Set.of(INVOKE);
            case HTTP -> Set.of(DELIVER);
            case OPENSEARCH -> Set.of(BULK);
            case SPLUNK -> Set.of(CHECK, EVENT, RAW, ACK);
            case MSK -> Set.of(METADATA, LIST_OFFSETS, FETCH);
            case FIREHOSE, KMS, S3, STS, KINESIS -> Set.of();
        };
    }

    /** Whether an answer of the far side can be made up at {@code hop}. */
    public static boolean takesResponses(Hop hop) {
        return hop == Hop.LAMBDA || hop == Hop.HTTP || hop == Hop.OPENSEARCH || hop == Hop.SPLUNK;
    }

    /** Whether a part of a batch can be refused at {@code hop}. */
    public static boolean takesPartialFailures(Hop hop) {
        return hop == Hop.FIREHOSE || hop == Hop.KINESIS || hop == Hop.OPENSEARCH;
    }
}
