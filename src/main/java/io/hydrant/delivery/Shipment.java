package io.hydrant.delivery;

/** One parcel's way to one destination, over all attempts. Used by one thread at a time; keeps no record bytes. */
public interface Shipment {
    /**
     * Tries once, waiting for the answer. Never throws for a failure of the destination.
     *
     * @param parcel the same records in each attempt
     */
    Outcome attempt(Parcel parcel);
}
