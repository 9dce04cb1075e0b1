package io.hydrant.store.jdbc;

import java.sql.SQLException;

import io.hydrant.store.StoreException;

/** A piece of a transaction, with those who wait for it. Used by the one thread that speaks to the engine. */
interface Part {
    /** Makes it within the transaction; called again when the transaction has failed. */
    void make(Transaction transaction) throws SQLException;

    /** It is on disk. */
    void made();

    /** It has not been made, also alone. */
    void failed(StoreException why);
}
