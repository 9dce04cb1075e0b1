package io.hydrant.store.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import io.hydrant.store.StoreException;

/** The rows of the log's tables, read within the connection's transaction. */
final class LogReader {
    /** Rows that come over the wire at a time. */
    private static final int FETCH = 500;

    private final Connection connection;

    LogReader(Connection connection) {
        this.connection = connection;
    }

    /** A row as it was found. */
    record GroupRow(long first, byte[] chunks) {}

    /** A row as it was found. */
    record FoundBatch(long number, boolean finished, byte[] content) {}

    /** Hands over the rows of chunks, oldest first, without their bytes. */
    void forEachGroup(Consumer<GroupRow> reader) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement("select first_place, chunks from hydrant_group order by first_place")) {
            query.setFetchSize(FETCH);
            try (ResultSet found = query.executeQuery()) {
                while (found.next()) {
                    reader.accept(new GroupRow(found.getLong(1), found.getBytes(2)));
                }
            }
        }
    }

    List<FoundBatch> batches() throws SQLException {
        List<FoundBatch> rows = new ArrayList<>();
        try (PreparedStatement query =
                connection.prepareStatement("select number, finished, content from hydrant_batch order by number")) {
            query.setFetchSize(FETCH);
            try (ResultSet found = query.executeQuery()) {
                while (found.next()) {
                    rows.add(new FoundBatch(found.getLong(1), found.getBoolean(2), found.getBytes(3)));
                }
            }
        }
        return rows;
    }

    byte[] payload(long first) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement("select content from hydrant_payload where first_place = ?")) {
            query.setLong(1, first);
            try (ResultSet found = query.executeQuery()) {
                if (!found.next()) {
                    throw new StoreException("The store has lost the records at place " + first + ".");
                }
                return found.getBytes(1);
            }
        }
    }
}
