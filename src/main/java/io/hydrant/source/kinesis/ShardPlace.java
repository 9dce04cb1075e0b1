package io.hydrant.source.kinesis;

import java.util.Objects;
import java.util.Optional;

import io.hydrant.service.kinesis.ShardPosition;

/**
 * A place between two user records of a shard.
 *
 * @param from where reading goes on
 * @param partial the part of the first record there that is behind this place; empty if none is
 */
record ShardPlace(ShardPosition from, Optional<Partial> partial) {
    ShardPlace {
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(partial, "partial");
    }

    /**
     * The first records of a record that holds several.
     *
     * @param done how many, 1 or more
     */
    record Partial(String sequenceNumber, int done) {}

    /** The place where {@code from} begins. */
    static ShardPlace at(ShardPosition from) {
        return new ShardPlace(from, Optional.empty());
    }

    /** Behind a record. */
    static ShardPlace after(String sequenceNumber) {
        return at(new ShardPosition.After(sequenceNumber));
    }

    /** Behind the first {@code done} records of the record that follows this place. */
    ShardPlace within(String sequenceNumber, int done) {
        return new ShardPlace(from, Optional.of(new Partial(sequenceNumber, done)));
    }

    /** How many records of that record are behind this place. */
    int done(String sequenceNumber) {
        return partial.filter(part -> part.sequenceNumber().equals(sequenceNumber))
                .map(Partial::done)
                .orElse(0);
    }
}
