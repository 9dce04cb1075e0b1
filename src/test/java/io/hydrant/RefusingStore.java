package io.hydrant;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import io.hydrant.store.KeptChunk;
import io.hydrant.store.LogChange;
import io.hydrant.store.RecordLog;
import io.hydrant.store.StateStore;
import io.hydrant.store.StoreException;
import io.hydrant.store.jdbc.JdbcStateStore;
import io.hydrant.support.PassingStore;

/** A store whose log refuses what may be refused, as one on a full disk, when a test says so. */
final class RefusingStore extends PassingStore implements AutoCloseable {
    private final StateStore store;
    private final RecordLog log;
    private volatile boolean refusing;

    RefusingStore(StateStore store) {
        super(store);
        this.store = store;
        this.log = new Log(store.records().orElseThrow());
    }

    void refuse(boolean now) {
        refusing = now;
    }

    @Override
    public Optional<RecordLog> records() {
        return Optional.of(log);
    }

    @Override
    public void close() {
        if (store instanceof JdbcStateStore closeable) {
            closeable.close();
        }
    }

    private final class Log implements RecordLog {
        private final RecordLog log;

        Log(RecordLog log) {
            this.log = log;
        }

        @Override
        public CompletableFuture<Void> tryCommit(List<LogChange> changes) {
            return refusing
                    ? CompletableFuture.failedFuture(new StoreException("No space left on device"))
                    : log.tryCommit(changes);
        }

        @Override
        public void commit(List<LogChange> changes) {
            log.commit(changes);
        }

        @Override
        public byte[] read(KeptChunk chunk) {
            return log.read(chunk);
        }

        @Override
        public Backlog recover() {
            return log.recover();
        }

        @Override
        public long nextBatch() {
            return log.nextBatch();
        }
    }
}
