package io.hydrant.delivery;

/** Hears what becomes of a stream's records. Called without any lock. */
public interface DeliveryListener {
    /** An attempt has ended. */
    void attempted(DeliveryAttempt delivery);

    /** Records have waited for 24 hours and are gone; told after their last attempt, if there was any. */
    void expired(long records);
}
