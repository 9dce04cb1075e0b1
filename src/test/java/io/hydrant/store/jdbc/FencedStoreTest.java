package io.hydrant.store.jdbc;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import io.hydrant.aws.AccountId;
import io.hydrant.aws.Region;
import io.hydrant.aws.Scope;
import io.hydrant.store.Change;
import io.hydrant.store.KeptRow;
import io.hydrant.store.LogChange;
import io.hydrant.store.LoggedChunk;
import io.hydrant.store.NewChunk;
import io.hydrant.store.Node;
import io.hydrant.store.RecordLog;
import io.hydrant.store.StateKind;
import io.hydrant.store.StoreException;
import io.hydrant.support.Postgres;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A node that has lost its lease changes nothing any more: neither records, which go in one message, nor state. */
class FencedStoreTest {
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final StateKind<Integer> NUMBERS = new StateKind<>("numbers", Integer.class);
    private static final Scope HERE = new Scope(new AccountId("111111111111"), new Region("us-east-1"));

    @Test
    void anotherNodeThatHasTakenOverIsTheOnlyOneThatWrites() {
        try (Postgres postgres = Postgres.start()) {
            SharedEngine engine = new SharedEngine(postgres.url());
            Node first = new Node("first", "127.0.0.1:1", "1");
            Node second = new Node("second", "127.0.0.1:2", "1");
            try (var leases = engine.leases();
                    JdbcStateStore before =
                            store(engine, first, leases.beat(first, LONG).fence())) {
                RecordLog log = before.records().orElseThrow();
                log.tryCommit(List.of(new LogChange.Append(chunk()))).join();

                leases.leave(first);
                try (JdbcStateStore after =
                        store(engine, second, leases.beat(second, LONG).fence())) {
                    assertThat(log.tryCommit(List.of(new LogChange.Append(chunk()))))
                            .failsWithin(LONG)
                            .withThrowableThat()
                            .withCauseInstanceOf(StoreException.class)
                            .withMessageContaining("Another node has taken over");
                    assertThatThrownBy(() -> before.commit(List.of(Change.create(NUMBERS.key(HERE, "one"), 1))))
                            .isInstanceOf(StoreException.class)
                            .hasMessageContaining("Another node has taken over");

                    assertThat(after.records().orElseThrow().recover().rows())
                            .extracting(KeptRow::size)
                            .containsExactly(1);
                    assertThat(after.list(NUMBERS)).isEmpty();
                    assertThat(after.commit(List.of(Change.create(NUMBERS.key(HERE, "one"), 2))))
                            .isPresent();
                }
            }
        }
    }

    private static JdbcStateStore store(SharedEngine engine, Node node, long fence) {
        return (JdbcStateStore) engine.opener(node, fence).open(wrap -> Codecs.of(wrap));
    }

    private static NewChunk chunk() {
        return new NewChunk(
                new LoggedChunk("orders", "destination", false, Instant.EPOCH, 0, 1, 4, 8, Optional.empty()),
                new byte[8]);
    }
}
