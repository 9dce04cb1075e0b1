package io.hydrant.delivery;

import java.time.Duration;
import java.util.Optional;

/**
 * Running sums of deliveries.
 *
 * @param attempts made
 * @param successes those by which all records arrived
 * @param records that arrived
 * @param lost records that are lost
 * @param bytes of the attempts that succeeded, before compression
 * @param age how old the oldest record of the newest success was
 * @param took how long the newest success was under way
 * @param newestError the code of what went wrong with the newest attempt
 */
public record DeliveryTotals(
        long attempts,
        long successes,
        long records,
        long lost,
        long bytes,
        Duration age,
        Duration took,
        Optional<String> newestError) {
    /** Before the first delivery. */
    public static final DeliveryTotals NONE =
            new DeliveryTotals(0, 0, 0, 0, 0, Duration.ZERO, Duration.ZERO, Optional.empty());

    /** With one attempt more. */
    public DeliveryTotals plus(DeliveryAttempt delivery) {
        boolean success = delivery.result() == DeliveryAttempt.Result.DELIVERED
                || delivery.processed().isPresent();
        return new DeliveryTotals(
                attempts + 1,
                successes + (success ? 1 : 0),
                records + delivery.arrived(),
                lost + delivery.lost(),
                bytes + (success ? delivery.bytes() : 0),
                success ? delivery.age() : age,
                success ? delivery.took() : took,
                delivery.error().map(DeliveryAttempt.Cause::code));
    }
}
