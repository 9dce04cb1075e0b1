package io.hydrant.store.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

import io.hydrant.store.KeptChunk;
import io.hydrant.store.KeptRow;
import io.hydrant.store.LogChange;
import io.hydrant.store.LoggedBatch;
import io.hydrant.store.NewChunk;
import io.hydrant.store.RecordLog;
import io.hydrant.store.StoreException;
import io.hydrant.store.codec.ValueCodec;
import org.jspecify.annotations.Nullable;

/** The log of records in the tables of a store: forced together with what is committed beside it. Thread-safe. */
final class JdbcRecordLog implements RecordLog {
    private final StoreThread thread;
    private final ValueCodec codec;
    private final AtomicReference<Backlog> backlog;
    private final AtomicLong lastBatch;

    /** The row that was read last: chunks that follow each other mostly lie in one. */
    private volatile @Nullable ReadRow lastRead;

    private record ReadRow(long first, byte[] content) {}

    private JdbcRecordLog(StoreThread thread, ValueCodec codec, Backlog backlog) {
        this.thread = thread;
        this.codec = codec;
        this.backlog = new AtomicReference<>(backlog);
        this.lastBatch = new AtomicLong(Math.max(
                highest(backlog.batches().stream().map(LoggedBatch::number).toList()),
                highest(backlog.finished().stream().map(LoggedBatch::number).toList())));
    }

    /** Reads what the log has, and lets {@code part} know its rows. */
    static JdbcRecordLog open(StoreThread thread, ValueCodec codec, LogPart part) {
        Backlog found = JdbcStateStore.await(thread.read(connection -> found(connection, codec, part)));
        long last = found.rows().stream().mapToLong(KeptRow::last).max().orElse(0);
        last = Math.max(
                last, highest(found.batches().stream().map(LoggedBatch::last).toList()));
        last = Math.max(
                last, highest(found.finished().stream().map(LoggedBatch::last).toList()));
        thread.placeFrom(last + 1);
        return new JdbcRecordLog(thread, codec, found);
    }

    private static long highest(List<Long> numbers) {
        return numbers.stream().mapToLong(Long::longValue).max().orElse(0);
    }

    private static Backlog found(Connection connection, ValueCodec codec, LogPart part) throws SQLException {
        LogReader tables = new LogReader(connection);
        FoundRows rows = new FoundRows(part);
        tables.forEachGroup(rows::take);
        List<LoggedBatch> batches = new ArrayList<>();
        List<LoggedBatch> finished = new ArrayList<>();
        for (LogReader.FoundBatch each : tables.batches()) {
            (each.finished() ? finished : batches).add(codec.read(LoggedBatch.keyOf(each.number()), each.content()));
        }
        return new Backlog(rows.rows(), batches, finished);
    }

    @Override
    public Backlog recover() {
        return backlog.getAndSet(new Backlog(List.of(), List.of(), List.of()));
    }

    @Override
    public long nextBatch() {
        return lastBatch.incrementAndGet();
    }

    @Override
    public CompletableFuture<Void> tryCommit(List<LogChange> changes) {
        CompletableFuture<Void> answer = new CompletableFuture<>();
        try {
            thread.write(job(changes, answer));
        } catch (StoreException e) {
            answer.completeExceptionally(e);
        }
        return answer;
    }

    @Override
    public void commit(List<LogChange> changes) {
        try {
            thread.write(job(changes, null));
        } catch (StoreException e) {
            // closed: the next start finds what was there
        }
    }

    private LogJob job(List<LogChange> changes, @Nullable CompletableFuture<Void> answer) {
        List<NewChunk> appended = new ArrayList<>();
        List<LogJob.BatchRow> written = new ArrayList<>();
        List<Long> finished = new ArrayList<>();
        List<LogChange.Forget> forgotten = new ArrayList<>();
        for (LogChange each : changes) {
            if (each instanceof LogChange.Append append) {
                appended.add(append.chunk());
            } else if (each instanceof LogChange.Write write) {
                LoggedBatch batch = write.batch();
                written.add(new LogJob.BatchRow(
                        batch.number(), batch.last(), codec.write(LoggedBatch.keyOf(batch.number()), batch)));
            } else if (each instanceof LogChange.Finish finish) {
                finished.add(finish.batch());
            } else if (each instanceof LogChange.Forget forget) {
                forgotten.add(forget);
            }
        }
        return new LogJob(appended, written, finished, forgotten, answer);
    }

    @Override
    public byte[] read(KeptChunk chunk) {
        ReadRow row = lastRead;
        if (row == null || row.first() != chunk.row()) {
            long first = chunk.row();
            row = new ReadRow(
                    first, JdbcStateStore.await(thread.read(connection -> new LogReader(connection).payload(first))));
            lastRead = row;
        }
        byte[] bytes = new byte[chunk.chunk().length()];
        System.arraycopy(row.content(), chunk.offset(), bytes, 0, bytes.length);
        return bytes;
    }
}
