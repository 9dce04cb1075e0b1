package io.hydrant.store.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.OptionalLong;

import io.hydrant.store.StoreException;

/** The tables of a store, with the number of their format. To be called with no transaction under way. */
final class Schema {
    /** Raised by each change after which an older Hydrant would misread the tables. */
    static final int FORMAT = 1;

    /** Versions are taken from the database by the thousand. */
    static final int BLOCK = 1_000;

    private Schema() {}

    /**
     * Makes the tables if they are not there.
     *
     * @throws StoreException when they are of a newer format
     */
    static void prepare(Connection connection, Dialect dialect) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            dialect.alone(statement);
            statement.execute("create table if not exists hydrant_number ("
                    + "name varchar(64) primary key, number bigint not null)");
            statement.execute("insert into hydrant_number values ('format', " + FORMAT
                    + "), ('commits', 0) on conflict do nothing");
            long format = number(connection, "format").orElse(0);
            if (format > FORMAT) {
                throw new StoreException(
                        "The store has format " + format + ", and this version of Hydrant reads format " + FORMAT
                                + " and older; use the newer Hydrant that wrote it.");
            }
            statement.execute("create table if not exists hydrant_state ("
                    + "kind varchar(128) not null, account varchar(12) not null, region varchar(64) not null,"
                    + " id varchar(2048) not null, version bigint not null, content bytea not null,"
                    + " primary key (kind, account, region, id))");
            // what is known of records lies apart from their bytes, so that a start reads no bytes
            statement.execute("create table if not exists hydrant_group ("
                    + "first_place bigint primary key, chunks bytea not null)");
            statement.execute("create table if not exists hydrant_payload ("
                    + "first_place bigint primary key, content bytea not null)");
            statement.execute("create table if not exists hydrant_batch (number bigint primary key,"
                    + " last_place bigint not null, finished boolean not null, content bytea not null)");
            dialect.prepare(statement);
        }
        connection.commit();
    }

    /** Takes {@link #BLOCK} numbers that no other node gets; answers the one before the first. */
    static long takeBlock(Connection connection) throws SQLException {
        try (PreparedStatement more =
                connection.prepareStatement("update hydrant_number set number = number + ? where name = 'commits'")) {
            more.setLong(1, BLOCK);
            more.executeUpdate();
        }
        return number(connection, "commits").orElseThrow() - BLOCK;
    }

    private static OptionalLong number(Connection connection, String name) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement("select number from hydrant_number where name = ?")) {
            query.setString(1, name);
            try (ResultSet found = query.executeQuery()) {
                return found.next() ? OptionalLong.of(found.getLong(1)) : OptionalLong.empty();
            }
        }
    }
}
