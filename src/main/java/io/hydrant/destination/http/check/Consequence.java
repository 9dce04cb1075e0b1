package io.hydrant.destination.http.check;

import io.hydrant.destination.DeliveryResult.Next;
import io.hydrant.destination.http.ResponseClassification;

/** What Firehose does with the records of a request that is answered so. */
public enum Consequence {
    /** The endpoint has them. */
    DELIVERED("delivered"),
    /** They are sent again until the retry duration is over, and then go to the error output. */
    RETRIED("retried, error bucket"),
    /** They are neither sent again nor kept. */
    DROPPED("lost, no error bucket"),
    /** Firehose sends no such request. */
    NOT_SENT("not sent by Firehose"),
    /** The point is about no answer. */
    NONE("");

    private final String words;

    Consequence(String words) {
        this.words = words;
    }

    /** As a table shows it. */
    public String words() {
        return words;
    }

    static Consequence of(ResponseClassification verdict) {
        if (verdict.arrived()) {
            return DELIVERED;
        }
        return verdict.next() == Next.DISCARD ? DROPPED : RETRIED;
    }
}
