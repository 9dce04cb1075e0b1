package io.hydrant.destination.s3;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import io.hydrant.destination.Destination;
import io.hydrant.destination.Transfer;

/**
 * A partition of a bucket: it has a retry time of its own, and an error output after that. Thread-safe.
 *
 * @param bucket takes the records
 * @param retryFor of {@code DynamicPartitioningConfiguration}
 * @param errors where records go that could not be delivered for so long
 */
record PartitionDestination(Destination bucket, Duration retryFor, Function<Failure, Destination> errors)
        implements Destination {
    @Override
    public Transfer begin() {
        return bucket.begin();
    }

    @Override
    public Transfer begin(Map<String, String> settled) {
        return bucket.begin(settled);
    }

    @Override
    public Optional<Destination> errorOutput(Failure failure) {
        return Optional.of(errors.apply(failure));
    }
}
