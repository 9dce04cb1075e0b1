package io.hydrant.store.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

import io.hydrant.store.StoreException;

/** The rows of the log's tables, read and changed within the connection's transaction. */
final class LogTables {
    /** Rows that come over the wire at a time. */
    private static final int FETCH = 500;

    private static final List<String> TABLES = List.of("hydrant_group", "hydrant_payload");

    private final Connection connection;

    LogTables(Connection connection) {
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

    /**
     * Writes a row. One that is there already is the same: it was written by a transaction that seemed to have failed.
     *
     * @param chunks what is known of its chunks
     */
    void insert(long first, byte[] chunks, byte[] content) throws SQLException {
        insert("insert into hydrant_group (first_place, chunks) values (?, ?) on conflict do nothing", first, chunks);
        insert(
                "insert into hydrant_payload (first_place, content) values (?, ?) on conflict do nothing",
                first,
                content);
    }

    private void insert(String statement, long first, byte[] bytes) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(statement)) {
            insert.setLong(1, first);
            insert.setBytes(2, bytes);
            insert.executeUpdate();
        }
    }

    /** Deletes the rows whose first chunks are at these places or between them. */
    void deleteBetween(long first, long last) throws SQLException {
        for (String table : TABLES) {
            try (PreparedStatement delete =
                    connection.prepareStatement("delete from " + table + " where first_place between ? and ?")) {
                delete.setLong(1, first);
                delete.setLong(2, last);
                delete.executeUpdate();
            }
        }
    }

    /** Deletes the rows whose first chunks are at these places. */
    void delete(Collection<Long> groups) throws SQLException {
        for (String table : TABLES) {
            try (PreparedStatement delete =
                    connection.prepareStatement("delete from " + table + " where first_place = ?")) {
                for (Long first : groups) {
                    delete.setLong(1, first);
                    delete.addBatch();
                }
                delete.executeBatch();
            }
        }
    }

    void write(LogJob.BatchRow batch) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("update hydrant_batch set content = ? where number = ?")) {
            update.setBytes(1, batch.content());
            update.setLong(2, batch.number());
            if (update.executeUpdate() > 0) {
                return;
            }
        }
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into hydrant_batch (number, last_place, finished, content) values (?, ?, false, ?)")) {
            insert.setLong(1, batch.number());
            insert.setLong(2, batch.last());
            insert.setBytes(3, batch.content());
            insert.executeUpdate();
        }
    }

    void finish(long batch) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("update hydrant_batch set finished = true where number = ?")) {
            update.setLong(1, batch);
            update.executeUpdate();
        }
    }

    /** A finished batch says which chunks have left, as long as a row has one of them. */
    void deleteFinished(long oldestPlace) throws SQLException {
        try (PreparedStatement delete =
                connection.prepareStatement("delete from hydrant_batch where finished = true and last_place < ?")) {
            delete.setLong(1, oldestPlace);
            delete.executeUpdate();
        }
    }
}
