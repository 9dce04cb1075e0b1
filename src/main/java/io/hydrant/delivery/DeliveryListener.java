package io.hydrant.delivery;

/** Receives the delivery events of a stream. Called without any lock. */
public interface DeliveryListener {
    /** An attempt has ended. */
    void attempted(DeliveryAttempt delivery);

    /** Records have waited for 24 hours and are dropped; called after their last attempt, if there was any. */
    void expired(long records);
}
