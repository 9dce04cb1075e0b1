package io.hydrant.store.jdbc;

import java.time.Duration;
import java.util.List;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.hydrant.store.KnownNode;
import io.hydrant.store.Lease;
import io.hydrant.store.Leases;
import io.hydrant.store.Node;

/** The lease in PostgreSQL, on a connection of its own, so that no long commit delays its renewal. Thread-safe. */
final class JdbcLeases implements Leases {
    @GuardedBy("this")
    private final Database database;

    /** @param database whose answers do not take longer than a part of a lease */
    JdbcLeases(Database database) {
        this.database = database;
    }

    @Override
    public synchronized Lease beat(Node self, Duration length) {
        return database.change(connection -> {
            LeaseTable table = new LeaseTable(connection);
            table.see(self);
            table.take(self, length);
            return table.lease();
        });
    }

    @Override
    public synchronized void leave(Node self) {
        Object unused = database.change(connection -> {
            new LeaseTable(connection).leave(self);
            return self;
        });
    }

    @Override
    public synchronized List<KnownNode> nodes() {
        return database.change(connection -> new LeaseTable(connection).nodes());
    }

    /** The guard of a store that is changed under a lease. */
    static Guard guard(Node holder, long fence) {
        return new Guard(List.of(LeaseTable.hold(holder, fence)));
    }

    @Override
    public synchronized void close() {
        database.close();
    }
}
