package io.hydrant.store.jdbc;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.hydrant.aws.AccountId;
import io.hydrant.aws.Region;
import io.hydrant.aws.Scope;
import io.hydrant.store.Change;
import io.hydrant.store.Leases;
import io.hydrant.store.StateCell;
import io.hydrant.store.StateKey;
import io.hydrant.store.StateKind;
import io.hydrant.store.StateStore;
import io.hydrant.store.StateStoreContract;
import io.hydrant.store.StoreException;
import io.hydrant.store.Versioned;
import io.hydrant.support.SharedPostgres;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The store in PostgreSQL keeps the contract of stores, also with another node beside it. */
class PostgresStateStoreTest extends StateStoreContract {
    private static final Scope HERE = new Scope(new AccountId("111111111111"), new Region("us-east-1"));
    private static final StateKind<Integer> NUMBERS = new StateKind<>("nodes", Integer.class);

    @RegisterExtension
    static final SharedPostgres postgres = new SharedPostgres();

    private @Nullable JdbcStateStore opened;

    @Override
    protected StateStore open() {
        postgres.drop("hydrant_state", "hydrant_number");
        JdbcStateStore next = node();
        opened = next;
        return next;
    }

    private JdbcStateStore store() {
        return Objects.requireNonNull(opened);
    }

    private static JdbcStateStore node() {
        return JdbcStateStore.open(postgres.server().url(), Codecs.plain());
    }

    @AfterEach
    void close() {
        store().close();
    }

    @Test
    void twoNodesReplaceWhatTheOtherHasWritten() {
        StateKey<Integer> one = NUMBERS.key(HERE, "one");
        StateKey<Integer> two = NUMBERS.key(HERE, "two");
        assertThat(store().commit(List.of(Change.create(one, 0), Change.create(two, 0))))
                .isPresent();

        try (JdbcStateStore other = node()) {
            CompletableFuture<Void> writers = CompletableFuture.allOf(Stream.of(store(), other)
                    .flatMap(each -> Stream.of(
                            CompletableFuture.runAsync(() -> count(each, one, two)),
                            CompletableFuture.runAsync(() -> count(each, two, one))))
                    .toArray(CompletableFuture<?>[]::new));
            writers.join();
        }

        assertThat(store().get(one)).map(Versioned::value).contains(400);
        assertThat(store().get(two)).map(Versioned::value).contains(400);
    }

    private static void count(StateStore store, StateKey<Integer> first, StateKey<Integer> second) {
        for (int i = 0; i < 100; i++) {
            boolean done = false;
            while (!done) {
                Versioned<Integer> a = store.get(first).orElseThrow();
                Versioned<Integer> b = store.get(second).orElseThrow();
                done = store.commit(List.of(Change.replace(a, a.value() + 1), Change.replace(b, b.value() + 1)))
                        .isPresent();
            }
        }
    }

    @Test
    void aServerThatWasStoppedIsUsedAgain() {
        StateCell<Integer> cell = StateCell.of(store(), NUMBERS.key(HERE, "one"), 0);
        cell.update(n -> n + 1);
        postgres.server().stopServer();

        assertThatThrownBy(() -> cell.update(n -> n + 1)).isInstanceOf(StoreException.class);
        postgres.server().startServer();

        assertThat(cell.update(n -> n + 1)).isEqualTo(2);
        assertThat(store().get(NUMBERS.key(HERE, "one"))).map(Versioned::value).contains(2);
    }

    @Test
    void aCommitThatTheEngineRefusesFailsAlone() {
        assertThatThrownBy(() -> store().commit(Change.create(NUMBERS.key(HERE, "a\u0000"), 1)))
                .isInstanceOf(StoreException.class);
        assertThat(store().commit(Change.create(NUMBERS.key(HERE, "a"), 1))).isPresent();
    }

    @Test
    void aSessionWaitsForTheDiskThoughItsDatabaseOrItsUrlSaysOtherwise() {
        String url = postgres.server().newDatabase();
        ask(
                url,
                "do $$ begin execute format('alter database %I set synchronous_commit = off', current_database()); end $$");

        assertThat(levelOf(url)).isEqualTo("on");
        assertThat(levelOf(url + "&options=-c%20synchronous_commit%3Doff")).isEqualTo("on");
        assertThat(levelOf(url + "&options=-c%20synchronous_commit%3Dremote_apply"))
                .as("waits for more")
                .isEqualTo("remote_apply");
    }

    private static String levelOf(String url) {
        Database database = new Database(url);
        try {
            return database.read(connection -> only(connection, "show synchronous_commit"));
        } finally {
            database.close();
        }
    }

    @Test
    void aServerThatDoesNotForceIsWarnedOf() {
        assertThat(warningsOfAStart()).isEmpty();
        setForce("off");
        try {
            assertThat(warningsOfAStart())
                    .containsExactly(
                            "The shared PostgreSQL runs with fsync=off, so a failure of its machine may lose what was acknowledged.");
        } finally {
            setForce("on");
        }
    }

    /** The server takes it over soon after the call. */
    private static void setForce(String value) {
        ask(postgres.server().url(), "alter system set fsync = " + value);
        ask(postgres.server().url(), "select pg_reload_conf()");
        while (!ask(postgres.server().url(), "show fsync").equals(value)) {
            Thread.onSpinWait();
        }
    }

    private static List<String> warningsOfAStart() {
        Logger logger = (Logger) LoggerFactory.getLogger(SharedEngine.class);
        ListAppender<ILoggingEvent> said = new ListAppender<>();
        said.start();
        logger.addAppender(said);
        try (Leases leases = new SharedEngine(postgres.server().url()).leases()) {
            assertThat(leases.nodes()).isEmpty();
        } finally {
            logger.detachAppender(said);
        }
        return said.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    private static String ask(String url, String sql) {
        try (Connection connection = DriverManager.getConnection(url)) {
            return only(connection, sql);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static String only(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            if (!statement.execute(sql)) {
                return "";
            }
            try (ResultSet found = statement.getResultSet()) {
                return found.next() ? found.getString(1) : "";
            }
        }
    }
}
