package io.hydrant.store.jdbc;

import java.sql.Connection;
import java.sql.SQLException;

import io.hydrant.store.StoreException;

/** What a transaction asks before it changes anything. */
@FunctionalInterface
interface Guard {
    /** For an engine that one process uses. */
    Guard NONE = connection -> {};

    /**
     * Holds until the transaction ends.
     *
     * @throws StoreException when this process may not change anything any more
     */
    void check(Connection connection) throws SQLException;
}
