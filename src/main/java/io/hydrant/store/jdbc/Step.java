package io.hydrant.store.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A statement that needs no answer.
 *
 * @param values texts, numbers, bytes, and arrays of numbers
 */
record Step(String sql, List<Object> values) {
    static Step of(String sql, Object... values) {
        return new Step(sql, List.of(values));
    }

    /** Makes several on one way to the engine and back. One that fails ends them all. */
    static void make(Connection connection, List<Step> steps) throws SQLException {
        String all = steps.stream().map(Step::sql).collect(Collectors.joining("; "));
        try (PreparedStatement statement = connection.prepareStatement(all)) {
            int at = 1;
            for (Step step : steps) {
                for (Object value : step.values()) {
                    set(statement, at++, value);
                }
            }
            statement.execute();
        }
    }

    private static void set(PreparedStatement statement, int at, Object value) throws SQLException {
        if (value instanceof Long number) {
            statement.setLong(at, number);
        } else if (value instanceof byte[] bytes) {
            statement.setBytes(at, bytes);
        } else if (value instanceof Long[] numbers) {
            statement.setArray(at, statement.getConnection().createArrayOf("bigint", numbers));
        } else {
            statement.setString(at, (String) value);
        }
    }
}
