package io.hydrant.store.jdbc;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.Properties;

import io.hydrant.store.StoreException;

/** The engines, and the few lines in which they differ. */
enum Dialect {
    /** In this process, in one file. A commit alone does not force the file, so a checkpoint follows. */
    H2("jdbc:h2:", "com.h2database:h2") {
        @Override
        void force(Connection connection) throws SQLException {
            try (Statement statement = connection.createStatement()) {
                statement.execute("checkpoint sync");
            }
        }
    },
    /** A server, which forces each commit unless it runs with {@code fsync=off}. */
    POSTGRESQL("jdbc:postgresql:", "org.postgresql:postgresql") {
        @Override
        void force(Connection connection) {}

        @Override
        Properties options(Duration patience) {
            Properties options = new Properties();
            options.setProperty("ApplicationName", "hydrant");
            options.setProperty("tcpKeepAlive", "true");
            if (!patience.isZero()) {
                // a process that stands still within a transaction would keep others from the lease
                options.setProperty("options", "-c idle_in_transaction_session_timeout=" + STILL_MILLIS);
                String seconds = Long.toString(patience.toSeconds());
                options.setProperty("connectTimeout", seconds);
                options.setProperty("socketTimeout", seconds);
            }
            return options;
        }

        @Override
        boolean isAway() {
            return true;
        }

        /** A level that waits for more than this server's disk stays. */
        @Override
        void begin(Connection connection) throws SQLException {
            try (Statement statement = connection.createStatement()) {
                statement.execute("select set_config('synchronous_commit', 'on', false)"
                        + " where current_setting('synchronous_commit') = 'off'");
            }
        }

        /** Two nodes that make a table at the same time fail, though each makes it only if it is not there. */
        @Override
        void alone(Statement statement) throws SQLException {
            statement.execute("select pg_advisory_xact_lock(" + LOCK + ")");
        }

        @Override
        void prepare(Statement statement) throws SQLException {
            statement.execute("create table if not exists hydrant_key ("
                    + "name varchar(64) primary key, content bytea not null)");
            LeaseTable.prepare(statement);
        }
    };

    /** How long a transaction may wait for the process that makes it. */
    private static final int STILL_MILLIS = 2_000;

    /** No other program in the database is likely to lock this number. */
    private static final long LOCK = 0x4879_6472_616e_74L;

    /**
     * H2 uses the space of a piece of its file again when the newest write needs nothing in it. The piece must be older than a second;
     * without the option it would have to be older than 45. The age is that of the piece, so it does not protect what was replaced just
     * now. The cache is of 4 MiB.
     */
    private static final String H2_OPTIONS = ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DB_CLOSE_ON_EXIT=FALSE"
            + ";WRITE_DELAY=500;RETENTION_TIME=1000;CACHE_SIZE=4096;TRACE_LEVEL_FILE=0";

    private final String prefix;
    private final String library;

    Dialect(String prefix, String library) {
        this.prefix = prefix;
        this.library = library;
    }

    /**
     * What a connection is made with; the URL wins over it.
     *
     * @param patience how long the engine may be silent; zero for ever
     */
    Properties options(Duration patience) {
        return new Properties();
    }

    /** Whether each statement is a way to another process and back. */
    boolean isAway() {
        return false;
    }

    /** Makes each commit of a new session wait for the disk, whatever the settings of its role, its database and its URL say. */
    void begin(Connection connection) throws SQLException {}

    /** Keeps others from making the tables until the transaction ends. */
    void alone(Statement statement) throws SQLException {}

    /** Makes the tables that this engine alone has. */
    void prepare(Statement statement) throws SQLException {}

    /** Makes what has been committed durable. */
    abstract void force(Connection connection) throws SQLException;

    /** The URL of the database that H2 keeps in the file {@code name.mv.db} of a folder. */
    static String urlOf(Path folder, String name) {
        String path = folder.toAbsolutePath().resolve(name).toString();
        if (path.contains(";")) {
            throw new StoreException("The path of a data folder has no semicolon: " + folder + ".");
        }
        return H2.prefix + path + H2_OPTIONS;
    }

    /**
     * The engine that a URL names.
     *
     * @throws StoreException when there is none, or its driver is missing
     */
    static Dialect of(String url) {
        Dialect dialect = Arrays.stream(values())
                .filter(each -> url.startsWith(each.prefix))
                .findFirst()
                .orElseThrow(() -> new StoreException("A store's URL begins with " + POSTGRESQL.prefix + " or "
                        + H2.prefix + ", not as " + url + "."));
        if (!isTaken(url)) {
            // not the URL, which may have a password
            throw new StoreException(
                    isTaken(dialect.prefix)
                            ? "The URL of the store is malformed: write " + dialect.prefix
                                    + "//HOST:PORT/DATABASE?user=USER."
                            : "A store at " + dialect.prefix + " needs the library " + dialect.library
                                    + " on the class path.");
        }
        return dialect;
    }

    /** Whether there is a driver that understands the URL. A prefix alone stands for the user's own database. */
    private static boolean isTaken(String url) {
        try {
            Driver unused = DriverManager.getDriver(url);
            return true;
        } catch (SQLException e) {
            return false;
        }
    }
}
