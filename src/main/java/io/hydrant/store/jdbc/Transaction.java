package io.hydrant.store.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * A transaction under way. Where the engine is another process, statements that need no answer wait for each other, and most
 * transactions are made on one way to it and back. Used by one thread.
 */
final class Transaction {
    private static final Step COMMIT = Step.of("commit");

    private final Connection connection;
    private final boolean together;
    private final Numbers versions;

    /** What the engine has not been sent. */
    private final List<Step> waiting = new ArrayList<>();

    /**
     * Nothing is made yet.
     *
     * @param together whether statements wait for each other
     * @param first what is made before all others
     */
    Transaction(Connection connection, boolean together, List<Step> first, Numbers versions) {
        this.connection = connection;
        this.together = together;
        this.versions = versions;
        this.waiting.addAll(first);
    }

    /** Numbers that no other commit gets. */
    @FunctionalInterface
    interface Numbers {
        long next() throws SQLException;
    }

    /** For statements that need an answer. */
    Connection connection() throws SQLException {
        if (!waiting.isEmpty()) {
            Step.make(connection, waiting);
            waiting.clear();
        }
        return connection;
    }

    /** A number that no other commit gets. */
    long nextVersion() throws SQLException {
        Connection unused = connection();
        return versions.next();
    }

    /** Makes a statement, now or behind those before it. */
    void make(Step step) throws SQLException {
        waiting.add(step);
        if (!together) {
            Connection unused = connection();
        }
    }

    /** Ends it. */
    void commit() throws SQLException {
        if (waiting.isEmpty()) {
            connection.commit();
        } else {
            waiting.add(COMMIT);
            Connection unused = connection();
        }
    }
}
