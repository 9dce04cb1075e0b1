package io.hydrant.store.jdbc;

import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

import io.hydrant.store.Leases;
import io.hydrant.store.Node;
import io.hydrant.store.StoreException;
import io.hydrant.store.codec.KeyWrap;
import io.hydrant.store.codec.StoreOpener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL that several nodes share. The key that secrets are under lies in it, because all nodes need it. Thread-safe.
 *
 * @param url as the driver takes it
 */
public record SharedEngine(String url) {
    private static final Logger log = LoggerFactory.getLogger(SharedEngine.class);

    /** An engine that does not answer for so long is taken for gone. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final Duration PATIENCE_OF_LEASES = Duration.ofSeconds(2);

    /**
     * The lease of the nodes, on a connection that is made at once. An engine that does not force anything is warned of.
     *
     * @throws StoreException with a sentence when the engine cannot be used
     */
    public Leases leases() {
        Database database = new Database(url, Guard.NONE, PATIENCE_OF_LEASES);
        database.open();
        if (!database.read(SharedEngine::forces)) {
            log.warn(
                    "The shared PostgreSQL runs with fsync=off, so a failure of its machine may lose what was acknowledged.");
        }
        return new JdbcLeases(database);
    }

    /** A session cannot switch it on, unlike the wait of each commit. */
    private static boolean forces(Connection connection) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("show fsync");
                ResultSet found = query.executeQuery()) {
            return found.next() && found.getString(1).equals("on");
        }
    }

    /** Opens the state for the node that has the lease of that number; without it nothing is changed any more. */
    public StoreOpener opener(Node holder, long fence) {
        return codec -> {
            Guard guard = JdbcLeases.guard(holder, fence);
            Database database = new Database(url, guard, PATIENCE);
            database.open();
            KeyWrap wrap = new KeyWrap(database.change(SharedEngine::masterKey), new SecureRandom());
            return new JdbcStateStore(codec.apply(wrap), database, () -> {});
        };
    }

    /** The address of this machine as the engine sees it; empty where they do not speak over a network. */
    public Optional<String> ownAddress() {
        Database database = new Database(url, Guard.NONE, PATIENCE_OF_LEASES);
        try {
            return database.read(connection -> {
                try (PreparedStatement query = connection.prepareStatement("select host(inet_client_addr())");
                        ResultSet found = query.executeQuery()) {
                    return found.next() ? Optional.ofNullable(found.getString(1)) : Optional.empty();
                }
            });
        } finally {
            database.close();
        }
    }

    /** Made by the first node. */
    private static byte[] masterKey(Connection connection) throws SQLException {
        byte[] made = new byte[KeyWrap.LENGTH];
        new SecureRandom().nextBytes(made);
        try (PreparedStatement first =
                connection.prepareStatement("insert into hydrant_key values ('master', ?) on conflict do nothing")) {
            first.setBytes(1, made);
            first.executeUpdate();
        }
        try (PreparedStatement query = connection.prepareStatement("select content from hydrant_key");
                ResultSet found = query.executeQuery()) {
            if (!found.next()) {
                throw new SQLException("The master key is gone");
            }
            return found.getBytes(1);
        }
    }
}
