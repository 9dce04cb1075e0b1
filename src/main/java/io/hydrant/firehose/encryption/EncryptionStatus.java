package io.hydrant.firehose.encryption;

/** {@code DeliveryStreamEncryptionStatus}: how the latest attempt to change a stream's encryption stands. */
public enum EncryptionStatus {
    ENABLED,
    ENABLING,
    ENABLING_FAILED,
    DISABLED,
    DISABLING,
    DISABLING_FAILED;

    /** Whether a change is under way, so that another one has to wait. */
    public boolean isBusy() {
        return this == ENABLING || this == DISABLING;
    }
}
