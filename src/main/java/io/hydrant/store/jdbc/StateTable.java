package io.hydrant.store.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.List;

import io.hydrant.aws.Scope;
import io.hydrant.store.Change;
import io.hydrant.store.StateKey;

/** The rows of the table of state, read and changed within the connection's transaction. */
final class StateTable {
    private static final String KEY = " where kind = ? and account = ? and region = ? and id = ?";

    private final Connection connection;

    StateTable(Connection connection) {
        this.connection = connection;
    }

    List<Row> get(StateKey<?> key) throws SQLException {
        return rows(
                KEY,
                key.kind().name(),
                key.scope().account().value(),
                key.scope().region().value(),
                key.id());
    }

    List<Row> list(String kind, Scope scope) throws SQLException {
        return rows(
                " where kind = ? and account = ? and region = ?",
                kind,
                scope.account().value(),
                scope.region().value());
    }

    List<Row> list(String kind) throws SQLException {
        return rows(" where kind = ?", kind);
    }

    private List<Row> rows(String condition, String... values) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(
                "select account, region, id, version, content from hydrant_state" + condition)) {
            for (int i = 0; i < values.length; i++) {
                query.setString(i + 1, values[i]);
            }
            List<Row> rows = new ArrayList<>();
            try (ResultSet found = query.executeQuery()) {
                while (found.next()) {
                    rows.add(new Row(
                            found.getString(1),
                            found.getString(2),
                            found.getString(3),
                            found.getLong(4),
                            found.getBytes(5)));
                }
            }
            return rows;
        }
    }

    /** Makes all the changes under one version, or none of them; answers which. */
    boolean change(List<RowChange> changes, long version) throws SQLException {
        if (changes.size() == 1) {
            return change(changes.get(0), version);
        }
        Savepoint before = connection.setSavepoint();
        for (RowChange each : changes) {
            if (!change(each, version)) {
                connection.rollback(before);
                return false;
            }
        }
        connection.releaseSavepoint(before);
        return true;
    }

    private boolean change(RowChange change, long version) throws SQLException {
        boolean isNew = change.seen() == Change.ABSENT;
        if (change.next().isEmpty()) {
            return isNew ? get(change.key()).isEmpty() : remove(change);
        }
        return isNew
                ? insert(change, change.next().get(), version)
                : replace(change, change.next().get(), version);
    }

    private boolean insert(RowChange change, byte[] value, long version) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("insert into hydrant_state"
                + " (kind, account, region, id, version, content) values (?, ?, ?, ?, ?, ?) on conflict do nothing")) {
            setKey(insert, 1, change.key());
            insert.setLong(5, version);
            insert.setBytes(6, value);
            return insert.executeUpdate() == 1;
        }
    }

    private boolean replace(RowChange change, byte[] value, long version) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "update hydrant_state set version = ?, content = ?" + KEY + " and version = ?")) {
            update.setLong(1, version);
            update.setBytes(2, value);
            setKey(update, 3, change.key());
            update.setLong(7, change.seen());
            return update.executeUpdate() == 1;
        }
    }

    private boolean remove(RowChange change) throws SQLException {
        try (PreparedStatement delete =
                connection.prepareStatement("delete from hydrant_state" + KEY + " and version = ?")) {
            setKey(delete, 1, change.key());
            delete.setLong(5, change.seen());
            return delete.executeUpdate() == 1;
        }
    }

    private static void setKey(PreparedStatement statement, int at, StateKey<?> key) throws SQLException {
        statement.setString(at, key.kind().name());
        statement.setString(at + 1, key.scope().account().value());
        statement.setString(at + 2, key.scope().region().value());
        statement.setString(at + 3, key.id());
    }
}
