package io.hydrant.store.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.hydrant.store.KnownNode;
import io.hydrant.store.Lease;
import io.hydrant.store.Node;

/** The nodes on an engine and their lease, within a transaction of PostgreSQL. */
final class LeaseTable {
    /** A node that has been silent for longer is forgotten. */
    private static final String REMEMBERED = "interval '1 minute'";

    private final Connection connection;

    LeaseTable(Connection connection) {
        this.connection = connection;
    }

    /** Makes the tables if they are not there. */
    static void prepare(Statement statement) throws SQLException {
        statement.execute("create table if not exists hydrant_node (id varchar(64) primary key,"
                + " address varchar(256) not null, version varchar(64) not null,"
                + " since timestamptz not null, seen timestamptz not null)");
        statement.execute("create table if not exists hydrant_lease (one smallint primary key check (one = 1),"
                + " holder varchar(64) not null, address varchar(256) not null, fence bigint not null,"
                + " ends timestamptz not null)");
        statement.execute("insert into hydrant_lease values (1, '', '', 0, '-infinity') on conflict do nothing");
    }

    /** Writes that the node is there, and forgets those that are not. */
    void see(Node node) throws SQLException {
        try (PreparedStatement seen = connection.prepareStatement("insert into hydrant_node"
                + " values (?, ?, ?, clock_timestamp(), clock_timestamp())"
                + " on conflict (id) do update set seen = excluded.seen")) {
            seen.setString(1, node.id());
            seen.setString(2, node.address());
            seen.setString(3, node.version());
            seen.executeUpdate();
        }
        try (Statement old = connection.createStatement()) {
            old.executeUpdate("delete from hydrant_node where seen < clock_timestamp() - " + REMEMBERED);
        }
    }

    /** Gives the node the lease if no other one has it, and prolongs it if the node has it. */
    void take(Node node, Duration length) throws SQLException {
        if (!prolong(node, length) && isOver()) {
            try (PreparedStatement take = connection.prepareStatement("update hydrant_lease set fence = fence + 1,"
                    + " holder = ?, address = ?, ends = clock_timestamp() + ? * interval '1 millisecond'")) {
                take.setString(1, node.id());
                take.setString(2, node.address());
                take.setLong(3, length.toMillis());
                take.executeUpdate();
            }
        }
    }

    /** Also while a transaction under the lease is under way, however long that takes. */
    private boolean prolong(Node node, Duration length) throws SQLException {
        try (PreparedStatement prolong = connection.prepareStatement("update hydrant_lease"
                + " set ends = clock_timestamp() + ? * interval '1 millisecond' where holder = ?")) {
            prolong.setLong(1, length.toMillis());
            prolong.setString(2, node.id());
            return prolong.executeUpdate() == 1;
        }
    }

    /** Waits for the transactions under the lease if it is over; then no more of them begin. */
    private boolean isOver() throws SQLException {
        try (Statement query = connection.createStatement();
                ResultSet found =
                        query.executeQuery("select 1 from hydrant_lease where ends < clock_timestamp() for update")) {
            return found.next();
        }
    }

    /** Who has the lease, or had it last. */
    Lease lease() throws SQLException {
        try (Statement query = connection.createStatement();
                ResultSet found = query.executeQuery("select holder, address, fence from hydrant_lease")) {
            if (!found.next()) {
                throw new SQLException("The row of the lease is gone");
            }
            return new Lease(found.getString(1), found.getString(2), found.getLong(3));
        }
    }

    /**
     * Divides by zero unless the lease is still the one of that number. If it is, no other node takes it before the transaction ends.
     *
     * @param fence of the lease
     */
    static Step hold(Node node, long fence) {
        return Step.of(
                "with held as (select 1 from hydrant_lease where holder = ? and fence = ? for key share)"
                        + " select 1 / count(*) from held",
                node.id(),
                fence);
    }

    /** Gives the lease back if the node has it, and forgets the node. */
    void leave(Node node) throws SQLException {
        try (PreparedStatement give = connection.prepareStatement(
                "update hydrant_lease set holder = '', address = '', ends = '-infinity' where holder = ?")) {
            give.setString(1, node.id());
            give.executeUpdate();
        }
        try (PreparedStatement forget = connection.prepareStatement("delete from hydrant_node where id = ?")) {
            forget.setString(1, node.id());
            forget.executeUpdate();
        }
    }

    /** All nodes that are remembered. */
    List<KnownNode> nodes() throws SQLException {
        List<KnownNode> nodes = new ArrayList<>();
        try (Statement query = connection.createStatement();
                ResultSet found = query.executeQuery(
                        "select n.id, n.address, n.version, n.since, n.seen, l.one is not null"
                                + " from hydrant_node n left join hydrant_lease l on l.holder = n.id order by n.since, n.id")) {
            while (found.next()) {
                nodes.add(new KnownNode(
                        new Node(found.getString(1), found.getString(2), found.getString(3)),
                        instant(found, 4),
                        instant(found, 5),
                        found.getBoolean(6)));
            }
        }
        return nodes;
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        return row.getTimestamp(column).toInstant();
    }
}
