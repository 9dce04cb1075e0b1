package io.hydrant.store.jdbc;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.Set;

import io.hydrant.store.StoreException;
import org.jspecify.annotations.Nullable;

/**
 * The connection to an engine, opened again after a failure, and the transactions on it. Nothing that failed is taken for done: the
 * state of the engine is read anew. Used by one thread.
 */
final class Database {
    /** Another node was faster, in the words of the SQL standard and of PostgreSQL: the same may work now. */
    private static final Set<String> TRANSIENT = Set.of("40001", "40P01");

    private static final int TRIES = 20;

    private final String url;
    private final Dialect dialect;
    private final Guard guard;
    private final Properties options;
    private final Watch watch;
    private @Nullable Connection connection;
    private long version;
    private long lastOfBlock;

    /**
     * No connection yet.
     *
     * @throws StoreException with a sentence when there is no such engine
     */
    Database(String url) {
        this(url, Guard.NONE, Duration.ZERO, Watch.NONE);
    }

    /** @param watch follows the connection */
    Database(String url, Watch watch) {
        this(url, Guard.NONE, Duration.ZERO, watch);
    }

    /**
     * No connection yet.
     *
     * @param guard is asked by each transaction that changes anything
     * @param patience how long a server may be silent; zero waits for ever
     * @throws StoreException with a sentence when there is no such engine
     */
    Database(String url, Guard guard, Duration patience) {
        this(url, guard, patience, Watch.NONE);
    }

    private Database(String url, Guard guard, Duration patience, Watch watch) {
        this.url = url;
        this.dialect = Dialect.of(url);
        this.guard = guard;
        this.options = dialect.options(patience);
        this.watch = watch;
    }

    /** Follows the connection. */
    interface Watch {
        /** Does nothing. */
        Watch NONE = new Watch() {};

        /** The engine has been opened, and nothing was asked of it. */
        default void opened(Connection connection) throws SQLException {}

        /** All that was committed has been forced. */
        default void forced(Connection connection) throws SQLException {}
    }

    /** A question to the engine. */
    @FunctionalInterface
    interface Work<R> {
        R on(Connection connection) throws SQLException;
    }

    @FunctionalInterface
    private interface Changes<R> {
        R in(Transaction transaction) throws SQLException;
    }

    /** Connects, and makes the tables, which are on disk then. */
    void open() {
        try {
            dialect.force(connection());
            watch.forced(connection());
        } catch (SQLException e) {
            close();
            throw failed(place() + " cannot be opened", e);
        } catch (StoreException e) {
            close();
            throw e;
        }
    }

    /** A write in the background of the engine may have closed the connection, so a question is asked once more. */
    <R> R read(Work<R> query) {
        boolean asked = connection != null;
        try {
            return answer(query);
        } catch (SQLException e) {
            close();
            if (!asked) {
                throw failed("cannot be read", e);
            }
        }
        return read(query);
    }

    private <R> R answer(Work<R> query) throws SQLException {
        R answer = query.on(connection());
        connection().rollback(); // ends the reading transaction
        return answer;
    }

    /** Makes the parts in one transaction, and forces it. */
    void commit(List<Part> parts) {
        Object unused = make(transaction -> {
            for (Part part : parts) {
                part.make(transaction);
            }
            return parts;
        });
    }

    /** Makes one transaction, and forces it. */
    <R> R change(Work<R> work) {
        return make(transaction -> work.on(transaction.connection()));
    }

    private <R> R make(Changes<R> changes) {
        for (int i = 1; ; i++) {
            try {
                Connection open = connection();
                Transaction transaction = new Transaction(open, dialect.isAway(), guard.steps(), this::nextVersion);
                R answer = changes.in(transaction);
                transaction.commit();
                dialect.force(open);
                watch.forced(open);
                return answer;
            } catch (StoreException e) {
                close();
                throw e;
            } catch (SQLException e) {
                close();
                if (Guard.REFUSED.equals(e.getSQLState())) {
                    throw new StoreException("Another node has taken over, so this one changes nothing.", e);
                }
                if (i == TRIES || e.getSQLState() == null || !TRANSIENT.contains(e.getSQLState())) {
                    throw failed("cannot be written", e);
                }
            }
        }
    }

    private long nextVersion() throws SQLException {
        if (version == lastOfBlock) {
            version = Schema.takeBlock(connection());
            lastOfBlock = version + Schema.BLOCK;
        }
        return ++version;
    }

    private Connection connection() throws SQLException {
        Connection open = connection;
        if (open == null) {
            open = DriverManager.getConnection(url, options);
            connection = open;
            watch.opened(open);
            version = 0;
            lastOfBlock = 0;
            dialect.begin(open);
            open.setAutoCommit(false);
            Schema.prepare(open, dialect);
        }
        return open;
    }

    /** What the transaction has done so far is undone by the engine. */
    void close() {
        Connection open = connection;
        connection = null;
        if (open != null) {
            try {
                open.rollback();
            } catch (SQLException e) {
                // it is closed anyway
            }
            try {
                open.close();
            } catch (SQLException e) {
                // it is of no use any more
            }
        }
    }

    /** The URL without its options, among which a password may be. */
    private String place() {
        return url.split("[?;]", 2)[0];
    }

    private static StoreException failed(String what, SQLException e) {
        return new StoreException("The store " + what + ": " + Reason.of(e) + ".", e);
    }
}
