package io.hydrant.firehose.configuration;

/**
 * The metrics of CloudWatch for the deliveries to a destination.
 *
 * @param family what their names begin with, such as {@code DeliveryToSplunk}
 * @param countsObjects whether {@code ObjectCount} is one of them
 * @param acknowledged whether {@code DataAckLatency} is one of them
 */
public record DeliveryMetrics(String family, boolean countsObjects, boolean acknowledged) {
    /** Those of a destination that takes records and no objects. */
    public static DeliveryMetrics of(String family) {
        return new DeliveryMetrics(family, false, false);
    }

    /** Those of a destination that takes records and acknowledges them later. */
    public static DeliveryMetrics withAcknowledgements(String family) {
        return new DeliveryMetrics(family, false, true);
    }
}
