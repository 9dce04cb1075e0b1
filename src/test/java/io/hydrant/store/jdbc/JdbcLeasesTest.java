package io.hydrant.store.jdbc;

import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import io.hydrant.aws.AccountId;
import io.hydrant.aws.Region;
import io.hydrant.aws.Scope;
import io.hydrant.store.Change;
import io.hydrant.store.KnownNode;
import io.hydrant.store.Lease;
import io.hydrant.store.Leases;
import io.hydrant.store.LogChange;
import io.hydrant.store.LoggedChunk;
import io.hydrant.store.NewChunk;
import io.hydrant.store.Node;
import io.hydrant.store.RecordLog;
import io.hydrant.store.StateKey;
import io.hydrant.store.StateKind;
import io.hydrant.store.StoreException;
import io.hydrant.store.Versioned;
import io.hydrant.support.SharedPostgres;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The lease of the nodes in a real PostgreSQL, and what it keeps a node from that has lost it. */
class JdbcLeasesTest {
    private static final Duration LONG = Duration.ofMinutes(10);

    /** Over as soon as it is there. */
    private static final Duration NONE = Duration.ZERO;

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String TAKEN = "Another node has taken over, so this one changes nothing.";
    private static final StateKind<Integer> NUMBERS = new StateKind<>("leases", Integer.class);
    private static final StateKey<Integer> NUMBER =
            NUMBERS.key(new Scope(new AccountId("111111111111"), new Region("us-east-1")), "one");

    @RegisterExtension
    static final SharedPostgres postgres = new SharedPostgres();

    private final Node one = node("one");
    private final Node two = node("two");
    private final List<Leases> opened = new ArrayList<>();
    private SharedEngine engine = new SharedEngine("jdbc:postgresql:");

    @BeforeEach
    void useAnEmptyDatabase() {
        engine = new SharedEngine(postgres.server().newDatabase());
    }

    @AfterEach
    void close() {
        opened.forEach(Leases::close);
    }

    private static Node node(String id) {
        return new Node(id, id + ":4566", "1.0");
    }

    private Leases leases() {
        Leases made = engine.leases();
        opened.add(made);
        return made;
    }

    private JdbcStateStore store(Node holder, long fence) {
        return (JdbcStateStore) engine.opener(holder, fence).open(Codecs::of);
    }

    /** The store as it is to one who needs no lease. */
    private JdbcStateStore looking() {
        return JdbcStateStore.open(engine.url(), Codecs.plain());
    }

    @Test
    void theFirstHasItAndItsNumberStays() {
        Leases leases = leases();
        Lease first = leases.beat(one, LONG);

        assertThat(first).isEqualTo(new Lease("one", "one:4566", first.fence()));
        assertThat(first.isOf(one)).isTrue();
        assertThat(leases().beat(two, LONG)).isEqualTo(first);
        assertThat(leases.beat(one, LONG)).isEqualTo(first);
        assertThat(leases.beat(one, NONE)).as("ends now").isEqualTo(first);
    }

    @Test
    void theNumberRisesWithEachChangeOfTheHolder() {
        Leases leases = leases();
        long first = leases.beat(one, NONE).fence();

        assertThat(leases.beat(two, NONE)).isEqualTo(new Lease("two", "two:4566", first + 1));
        assertThat(leases.beat(two, NONE).fence()).isEqualTo(first + 1);
        assertThat(leases.beat(one, LONG)).isEqualTo(new Lease("one", "one:4566", first + 2));
    }

    @Test
    void whoLeavesGivesItBack() {
        Leases leases = leases();
        long first = leases.beat(one, LONG).fence();
        leases.beat(two, LONG);

        leases.leave(two);
        assertThat(leases.beat(one, LONG).fence()).as("two had nothing to give").isEqualTo(first);
        leases.leave(one);

        assertThat(leases.nodes()).isEmpty();
        assertThat(leases.beat(two, LONG)).isEqualTo(new Lease("two", "two:4566", first + 1));
    }

    @Test
    void nodesAreListedInTheOrderOfTheirComing() {
        Leases leases = leases();
        Instant before = Instant.now();
        leases.beat(two, LONG);
        leases.beat(one, LONG);

        assertThat(leases().nodes()).extracting(KnownNode::node).containsExactly(two, one);
        assertThat(leases.nodes()).extracting(KnownNode::leads).containsExactly(true, false);
        assertThat(leases.nodes()).allSatisfy(each -> {
            assertThat(each.since()).isBetween(before.minusSeconds(1), Instant.now());
            assertThat(each.seen()).isAfterOrEqualTo(each.since());
        });
    }

    /** Each holder works in a transaction under its number; leases are so short that the holder changes all the time. */
    @Test
    void twoHoldersAreNeverThereAtOnce() {
        ConcurrentMap<Long, String> holders = new ConcurrentHashMap<>();
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger worked = new AtomicInteger();
        ExecutorService threads = Executors.newCachedThreadPool();
        CompletableFuture<?>[] all = IntStream.range(0, 6)
                .mapToObj(
                        i -> CompletableFuture.runAsync(() -> compete(node("n" + i), holders, inside, worked), threads))
                .toArray(CompletableFuture<?>[]::new);
        CompletableFuture.allOf(all).join();
        threads.shutdown();

        assertThat(holders).hasSizeGreaterThan(6);
        assertThat(worked).hasPositiveValue();
    }

    private void compete(Node self, Map<Long, String> holders, AtomicInteger inside, AtomicInteger worked) {
        Random random = new Random(self.id().hashCode());
        try (Leases own = engine.leases()) {
            for (int i = 0; i < 100; i++) {
                Lease lease = own.beat(self, Duration.ofMillis(random.nextInt(20)));
                String known = holders.putIfAbsent(lease.fence(), lease.holder());
                assertThat(known == null ? lease.holder() : known).isEqualTo(lease.holder());
                if (lease.isOf(self)) {
                    work(self, lease.fence(), inside, worked);
                }
            }
        }
    }

    private void work(Node self, long fence, AtomicInteger inside, AtomicInteger worked) {
        Database database = new Database(engine.url(), JdbcLeases.guard(self, fence), PATIENCE);
        try {
            Object unused = database.change(connection -> {
                assertThat(inside.incrementAndGet()).isEqualTo(1);
                inside.decrementAndGet();
                return worked.incrementAndGet();
            });
        } catch (StoreException e) {
            assertThat(e).hasMessage(TAKEN);
        } finally {
            database.close();
        }
    }

    @Test
    void aLongTransactionDoesNotKeepItsNodeFromTheLease() {
        Leases leases = leases();
        Lease lease = leases.beat(one, LONG);
        Database database = new Database(engine.url(), JdbcLeases.guard(one, lease.fence()), PATIENCE);

        Lease during = database.change(connection -> leases.beat(one, LONG));

        assertThat(during).isEqualTo(lease);
        database.close();
    }

    @Test
    void whoTakesOverWaitsForATransactionThatIsUnderWay() {
        Leases leases = leases();
        long fence = leases.beat(one, NONE).fence();
        Database database = new Database(engine.url(), JdbcLeases.guard(one, fence), PATIENCE);

        CompletableFuture<Lease> next = database.change(connection -> {
            leases.beat(one, NONE); // which must not take the lock away
            CompletableFuture<Lease> taking = CompletableFuture.supplyAsync(() -> untilItHas(two));
            assertThat(waitsForALock()).isTrue();
            assertThat(taking).isNotDone();
            return taking;
        });

        assertThat(next.join()).isEqualTo(new Lease("two", "two:4566", fence + 1));
        assertThatThrownBy(() -> database.change(connection -> fence)).hasMessage(TAKEN);
        database.close();
    }

    /** Looks until some connection waits for a lock. */
    private boolean waitsForALock() {
        Database watching = new Database(engine.url(), Guard.NONE, PATIENCE);
        long end = System.nanoTime() + PATIENCE.toNanos();
        boolean waits = false;
        while (!waits && System.nanoTime() < end) {
            waits = watching.read(connection -> {
                try (Statement query = connection.createStatement()) {
                    return query.executeQuery("select 1 from pg_stat_activity where wait_event_type = 'Lock'")
                            .next();
                }
            });
        }
        watching.close();
        return waits;
    }

    private Lease untilItHas(Node node) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        try (Leases own = engine.leases()) {
            while (System.nanoTime() < end) {
                try {
                    Lease lease = own.beat(node, LONG);
                    if (lease.isOf(node)) {
                        return lease;
                    }
                } catch (StoreException e) {
                    // the engine made it wait for too long
                }
            }
        }
        throw new AssertionError("It never had the lease");
    }

    @Test
    void aProcessThatStandsStillWithinATransactionIsCutOff() {
        long fence = leases().beat(one, NONE).fence();
        Database database = new Database(engine.url(), JdbcLeases.guard(one, fence), PATIENCE);

        assertThatThrownBy(() -> database.change(connection -> {
                    try (Statement statement = connection.createStatement()) {
                        statement.execute("insert into hydrant_number values ('late', 1)");
                    }
                    return untilItHas(two); // does nothing on this connection meanwhile
                }))
                .isInstanceOf(StoreException.class);

        assertThat(leases().beat(two, LONG)).isEqualTo(new Lease("two", "two:4566", fence + 1));
        Optional<Long> late = new Database(engine.url()).read(connection -> {
            try (Statement query = connection.createStatement()) {
                return query.executeQuery("select 1 from hydrant_number where name = 'late'")
                                .next()
                        ? Optional.of(1L)
                        : Optional.empty();
            }
        });
        assertThat(late).isEmpty();
        database.close();
    }

    @Test
    void nothingIsWrittenUnderAnOldNumber() {
        Leases leases = leases();
        long fence = leases.beat(one, NONE).fence();
        try (JdbcStateStore old = store(one, fence)) {
            RecordLog log = old.records().orElseThrow();
            assertThat(old.commit(List.of(Change.create(NUMBER, 1)))).isPresent();
            assertThat(log.tryCommit(List.of(new LogChange.Append(chunk("kept")))))
                    .succeedsWithin(PATIENCE);
            Versioned<Integer> known = old.get(NUMBER).orElseThrow();

            long next = leases.beat(two, LONG).fence();

            assertThatThrownBy(() -> old.commit(List.of(Change.replace(known, 2))))
                    .isInstanceOf(StoreException.class)
                    .hasMessage(TAKEN);
            assertThat(log.tryCommit(List.of(new LogChange.Append(chunk("late")))))
                    .failsWithin(PATIENCE)
                    .withThrowableThat()
                    .withCauseInstanceOf(StoreException.class);
            log.commit(List.of(new LogChange.Append(chunk("owed"))));
            assertThatThrownBy(() -> store(one, fence))
                    .isInstanceOf(StoreException.class)
                    .hasMessage(TAKEN);
            try (JdbcStateStore now = store(two, next)) {
                assertThat(now.commit(List.of(Change.replace(known, 3)))).isPresent();
            }
            assertThat(old.get(NUMBER))
                    .as("it may still read")
                    .map(Versioned::value)
                    .contains(3);
        }
        try (JdbcStateStore left = looking()) {
            assertThat(left.get(NUMBER)).map(Versioned::value).contains(3);
            assertThat(left.records().orElseThrow().recover().chunks())
                    .extracting(each -> each.chunk().owner())
                    .containsExactly("kept");
        }
    }

    private static NewChunk chunk(String owner) {
        return new NewChunk(
                new LoggedChunk(owner, "destination", false, Instant.EPOCH, 0, 1, 5, 9, Optional.empty()), new byte[9]);
    }

    @Test
    void nodesThatStartAtTheSameMomentShareAnEmptyEngine() {
        ExecutorService threads = Executors.newCachedThreadPool();
        List<CompletableFuture<Lease>> starts = IntStream.range(0, 6)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> firstBeat(node("n" + i)), threads))
                .toList();

        assertThat(starts.stream().map(CompletableFuture::join).distinct()).hasSize(1);
        threads.shutdown();
    }

    private Lease firstBeat(Node node) {
        try (Leases own = engine.leases()) {
            return own.beat(node, LONG);
        }
    }
}
