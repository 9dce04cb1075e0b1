package io.hydrant.delivery;

import java.util.Optional;

/**
 * What became of the records that a batch was processed to.
 *
 * @param passed records that went on to the destination
 * @param dropped records that were to leave no trace
 * @param failed records that went to the error output
 * @param cause of the first that failed
 */
public record Processed(int passed, int dropped, int failed, Optional<DeliveryAttempt.Cause> cause) {}
