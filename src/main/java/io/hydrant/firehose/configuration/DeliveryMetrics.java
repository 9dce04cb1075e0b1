package io.hydrant.firehose.configuration;

/**
 * The metrics of CloudWatch for the deliveries to a destination.
 *
 * @param family what their names begin with, such as {@code DeliveryToSplunk}
 * @param more what is reported beside records, bytes, success and freshness
 * @param backup what the names of the metrics of its backup begin with
 */
public record DeliveryMetrics(String family, More more, String backup) {
    /** {@code DeliveryToS3}: of streams to S3, and of the backups of those to a cluster. */
    public static final String TO_S3 = "DeliveryToS3";

    private static final String BACKUP = "BackupToS3";

    /** What some destinations report beside what all report. */
    public enum More {
        /** Nothing. */
        NOTHING,
        /** {@code ObjectCount}. */
        OBJECTS,
        /** {@code DataAckLatency}. */
        ACKNOWLEDGEMENTS,
        /** {@code AuthFailure} and {@code DeliveryRejected}. */
        REFUSALS
    }

    /** Those of a destination that takes records and no objects. */
    public static DeliveryMetrics of(String family) {
        return new DeliveryMetrics(family, More.NOTHING, BACKUP);
    }

    /** Those of S3. */
    public static DeliveryMetrics ofObjects() {
        return new DeliveryMetrics(TO_S3, More.OBJECTS, BACKUP);
    }

    /** Those of a destination that takes records and acknowledges them later. */
    public static DeliveryMetrics withAcknowledgements(String family) {
        return new DeliveryMetrics(family, More.ACKNOWLEDGEMENTS, BACKUP);
    }

    /** Those of a cluster, which documents the metrics of its backup as those of a delivery to S3. */
    public static DeliveryMetrics ofCluster(String family) {
        return new DeliveryMetrics(family, More.REFUSALS, TO_S3);
    }
}
