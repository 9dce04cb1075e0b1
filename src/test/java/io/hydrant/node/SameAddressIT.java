package io.hydrant.node;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import io.hydrant.server.EntryPoint;
import io.hydrant.store.Leases;
import io.hydrant.store.jdbc.SharedEngine;
import io.hydrant.support.LoggedLines;
import io.hydrant.support.Postgres;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/** Two nodes on a real PostgreSQL that give out one address. */
@Timeout(120)
class SameAddressIT {
    private record Nothing(int port) implements EntryPoint, Leader {
        @Override
        public void start() {}

        @Override
        public void close() {}
    }

    private static Member member(Leases leases, AtomicLong nanos) {
        return new Member(
                leases,
                port -> "127.0.0.1:" + port,
                "1.0",
                List.of(),
                nanos::get,
                (routes, nodes) -> new Nothing(4566),
                (term, entry) -> new Nothing(0));
    }

    @Test
    void theOneThatDoesNotLeadSaysSo() {
        try (Postgres postgres = Postgres.start();
                LoggedLines logged = new LoggedLines()) {
            AtomicLong nanos = new AtomicLong();
            SharedEngine engine = new SharedEngine(postgres.newDatabase());
            try (Member leader = member(engine.leases(), new AtomicLong());
                    Member other = member(engine.leases(), nanos)) {
                leader.start();
                other.start();
                nanos.addAndGet(LeaderCheck.PATIENCE.toNanos());

                List<String> lines = List.of();
                while (lines.isEmpty()) {
                    Thread.onSpinWait();
                    lines = logged.of("Calls do not reach the node that leads");
                }

                assertThat(lines)
                        .containsExactly("Calls do not reach the node that leads, because its address is 127.0.0.1:4566"
                                + " and this node has the same address."
                                + " Set HYDRANT_NODE_ADDRESS of each node to where the others reach it.");
            }
        }
    }
}
