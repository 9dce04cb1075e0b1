package io.hydrant.firehose.stream;

/** {@code DeliveryStreamStatus}. */
public enum StreamStatus {
    CREATING,
    CREATING_FAILED,
    DELETING,
    DELETING_FAILED,
    ACTIVE
}
