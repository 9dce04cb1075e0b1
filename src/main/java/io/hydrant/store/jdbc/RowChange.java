package io.hydrant.store.jdbc;

import java.util.Comparator;
import java.util.Optional;

import io.hydrant.store.Change;
import io.hydrant.store.StateKey;
import io.hydrant.store.codec.ValueCodec;

/**
 * A change with its value as bytes.
 *
 * @param seen the version to be replaced; {@link Change#ABSENT} for none
 * @param next the new value; empty removes the value
 */
record RowChange(StateKey<?> key, long seen, Optional<byte[]> next) {
    /** The order in which several are made, so that two nodes do not wait for each other. */
    static final Comparator<RowChange> ORDER = Comparator.<RowChange, String>comparing(
                    each -> each.key().kind().name())
            .thenComparing(each -> each.key().scope().account().value())
            .thenComparing(each -> each.key().scope().region().value())
            .thenComparing(each -> each.key().id());

    static RowChange of(Change<?> change, ValueCodec codec) {
        return new RowChange(change.key(), change.seen(), change.next().map(value -> codec.write(change.key(), value)));
    }
}
