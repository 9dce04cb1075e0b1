package io.hydrant.delivery;

/** Hears what becomes of a stream's records. Called without any lock. */
public interface DeliveryListener {
    /** An attempt has ended. */
    void attempted(Delivery delivery);

    /** Records that no destination was known for have waited for 24 hours and are gone. */
    void expired(long records);
}
