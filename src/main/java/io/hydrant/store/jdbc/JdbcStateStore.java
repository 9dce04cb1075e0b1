package io.hydrant.store.jdbc;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.hydrant.aws.Scope;
import io.hydrant.store.Change;
import io.hydrant.store.RecordLog;
import io.hydrant.store.StateKey;
import io.hydrant.store.StateKind;
import io.hydrant.store.StateStore;
import io.hydrant.store.StoreException;
import io.hydrant.store.Versioned;
import io.hydrant.store.codec.ValueCodec;
import org.jspecify.annotations.Nullable;

/**
 * State in a database. A commit is on disk when it returns; commits that wait at the same time are forced together. A commit whose
 * engine fails throws {@link StoreException}, and may have been made. Thread-safe.
 */
public final class JdbcStateStore implements StateStore, AutoCloseable {
    private final ValueCodec codec;
    private final StoreThread thread;
    private final Runnable afterwards;
    private final ExecutorService answers = Executors.newSingleThreadExecutor(task -> {
        Thread made = new Thread(task, "hydrant-log");
        made.setDaemon(true);
        return made;
    });
    private final LogPart logPart;

    @GuardedBy("this")
    private @Nullable JdbcRecordLog log;

    JdbcStateStore(ValueCodec codec, Database database, Runnable afterwards) {
        this.codec = codec;
        this.logPart = new LogPart(answers);
        this.thread = new StoreThread(database, logPart);
        this.afterwards = afterwards;
    }

    /**
     * The store behind a JDBC URL of H2 or PostgreSQL.
     *
     * @throws StoreException with a sentence when it cannot be used
     */
    public static JdbcStateStore open(String url, ValueCodec codec) {
        return open(url, codec, Database.Watch.NONE, () -> {});
    }

    /**
     * The store behind a JDBC URL.
     *
     * @param watch follows the connection
     * @param afterwards what follows the closing
     */
    static JdbcStateStore open(String url, ValueCodec codec, Database.Watch watch, Runnable afterwards) {
        Database database = new Database(url, watch);
        database.open();
        return new JdbcStateStore(codec, database, afterwards);
    }

    @Override
    public <T> Optional<Versioned<T>> get(StateKey<T> key) {
        List<Row> found = await(thread.read(connection -> new StateTable(connection).get(key)));
        return found.stream().findFirst().map(row -> value(key.kind(), row));
    }

    @Override
    public <T> List<Versioned<T>> list(StateKind<T> kind, Scope scope) {
        return await(thread.read(connection -> new StateTable(connection).list(kind.name(), scope))).stream()
                .sorted(Comparator.comparing(Row::id))
                .map(row -> value(kind, row))
                .toList();
    }

    @Override
    public <T> List<Versioned<T>> list(StateKind<T> kind) {
        return await(thread.read(connection -> new StateTable(connection).list(kind.name()))).stream()
                .map(row -> value(kind, row))
                .toList();
    }

    private <T> Versioned<T> value(StateKind<T> kind, Row row) {
        StateKey<T> key = kind.key(row.scope(), row.id());
        return new Versioned<>(key, codec.read(key, row.value()), row.version());
    }

    @Override
    public OptionalLong commit(List<? extends Change<?>> changes) {
        if (changes.stream().map(Change::key).distinct().count() < changes.size()) {
            throw new IllegalArgumentException("A commit changes each value once");
        }
        List<RowChange> rows = changes.stream()
                .map(change -> RowChange.of(change, codec))
                .sorted(RowChange.ORDER)
                .toList();
        return await(thread.commit(rows));
    }

    static <R> R await(CompletableFuture<R> answer) {
        try {
            return answer.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof StoreException known
                    ? new StoreException(String.valueOf(known.getMessage()), known)
                    : e;
        }
    }

    /** The log in the same database, which is read when it is asked for first. */
    @Override
    public synchronized Optional<RecordLog> records() {
        if (log == null) {
            log = JdbcRecordLog.open(thread, codec, logPart);
        }
        return Optional.of(log);
    }

    /** Makes what waits, then closes the database. */
    @Override
    public void close() {
        thread.close();
        answers.shutdown();
        afterwards.run();
    }
}
