package io.hydrant.store.jdbc;

import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

/** The rows of the log's tables, changed within a transaction. */
final class LogTables {
    private static final List<String> TABLES = List.of("hydrant_group", "hydrant_payload");

    private final Transaction transaction;

    LogTables(Transaction transaction) {
        this.transaction = transaction;
    }

    /**
     * Writes a row. One that is there already is the same: it was written by a transaction that seemed to have failed.
     *
     * @param chunks what is known of its chunks
     */
    void insert(long first, byte[] chunks, byte[] content) throws SQLException {
        make("insert into hydrant_group (first_place, chunks) values (?, ?) on conflict do nothing", first, chunks);
        make("insert into hydrant_payload (first_place, content) values (?, ?) on conflict do nothing", first, content);
    }

    private void make(String sql, Object... values) throws SQLException {
        transaction.make(Step.of(sql, values));
    }

    /** Deletes the rows whose first chunks are at these places or between them. */
    void deleteBetween(long first, long last) throws SQLException {
        for (String table : TABLES) {
            make("delete from " + table + " where first_place between ? and ?", first, last);
        }
    }

    /** Deletes the rows whose first chunks are at these places. */
    void delete(Collection<Long> groups) throws SQLException {
        Object places = groups.toArray(Long[]::new);
        for (String table : TABLES) {
            make("delete from " + table + " where first_place = any(?)", places);
        }
    }

    /** Writes a batch, also again. */
    void write(LogJob.BatchRow batch) throws SQLException {
        make("delete from hydrant_batch where number = ?", batch.number());
        make(
                "insert into hydrant_batch (number, last_place, finished, content) values (?, ?, false, ?)",
                batch.number(),
                batch.last(),
                batch.content());
    }

    void finish(long batch) throws SQLException {
        make("update hydrant_batch set finished = true where number = ?", batch);
    }

    /** A finished batch says which chunks have left, as long as a row has one of them. */
    void deleteFinished(long oldestPlace) throws SQLException {
        make("delete from hydrant_batch where finished = true and last_place < ?", oldestPlace);
    }
}
