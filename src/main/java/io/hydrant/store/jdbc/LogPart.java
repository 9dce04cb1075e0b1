package io.hydrant.store.jdbc;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

import io.hydrant.store.LogChange;
import io.hydrant.store.LoggedChunk;
import io.hydrant.store.NewChunk;
import io.hydrant.store.StoreException;
import org.jspecify.annotations.Nullable;

/**
 * The log's part of each transaction. All chunks that come together make one row, or a few. Rows of few bytes are joined later, those of
 * each stream for itself. A row goes when all of its chunks have left all of their queues.
 */
final class LogPart implements Part {
    /** A row has no more bytes, unless one chunk has. */
    private static final int MOST_BYTES = 1 << 20;

    private static final int MOST_CHUNKS = 4_096;

    /** A chunk of as many bytes has a row of its own, so that it is not copied into one with others. */
    private static final int ALONE = 256 << 10;

    private final Executor answers;
    private final LoggedRows rows = new LoggedRows();
    private final SmallRows small = new SmallRows();

    /** What is to be made in any case, and has not been. */
    private final List<LogJob> owed = new ArrayList<>();

    private final List<LogJob> taken = new ArrayList<>();

    private Plan plan = new Plan();

    /** What a transaction does to the rows; it counts when it has been forced. */
    private static final class Plan {
        private final LoggedRows added = new LoggedRows();
        private final Map<LoggedRows.Key, Long> left = new HashMap<>();

        /** The same of rows that are not joined, by the first places of the rows and by streams. */
        private final Map<Long, Map<String, Long>> leftBy = new HashMap<>();

        /** Rows that were there before it. */
        private final Set<LoggedRows.Key> removed = new HashSet<>();

        /** The first places of rows of which nothing waits. */
        private final Set<Long> deleted = new LinkedHashSet<>();

        private void remove(LoggedRows.Key key) {
            if (!added.remove(key)) {
                removed.add(key);
            }
        }
    }

    /**
     * No rows yet.
     *
     * @param answers runs what waits for commits, in order
     */
    LogPart(Executor answers) {
        this.answers = answers;
    }

    /** A row that was found; the stream is {@link LoggedRows#MIXED} unless it is a joined one. */
    void found(String owner, long first, long last, long waiting) {
        rows.put(new LoggedRows.Key(owner, first), new LoggedRows.Row(last, waiting));
    }

    /** What the next transaction makes. */
    void take(LogJob job) {
        taken.add(job);
    }

    boolean isEmpty() {
        return taken.isEmpty() && owed.isEmpty();
    }

    @Override
    public void make(Transaction transaction) throws SQLException {
        plan = new Plan();
        LogTables tables = new LogTables(transaction);
        small.begin(tables);
        takeBack(tables);
        List<LogJob> all = new ArrayList<>(owed);
        all.addAll(taken);
        append(tables, all);
        boolean finishes = false;
        for (LogJob job : all) {
            for (LogJob.BatchRow each : job.written()) {
                tables.write(each);
            }
            for (Long batch : job.finished()) {
                tables.finish(batch);
                finishes = true;
            }
            job.forgotten().forEach(this::forget);
        }
        plan.left.forEach((key, count) -> {
            if (count >= row(key).waiting()) {
                plan.deleted.add(key.first());
                plan.remove(key);
            }
        });
        if (!plan.deleted.isEmpty()) {
            tables.delete(plan.deleted);
        }
        join(tables);
        if (finishes || !plan.deleted.isEmpty()) {
            Set<Long> gone = new HashSet<>();
            plan.removed.forEach(key -> gone.add(key.first()));
            tables.deleteFinished(Math.min(rows.oldestBut(gone), plan.added.oldestBut(Set.of())));
        }
    }

    /** A transaction that seemed to fail may have written rows of what is owed, together with what is not. */
    private void takeBack(LogTables tables) throws SQLException {
        List<Long> places = new ArrayList<>();
        for (LogJob job : owed) {
            job.appended().forEach(each -> places.add(each.place()));
        }
        if (!places.isEmpty()) {
            tables.delete(places);
        }
    }

    private void append(LogTables tables, List<LogJob> jobs) throws SQLException {
        List<NewChunk> row = new ArrayList<>();
        long bytes = 0;
        for (LogJob job : jobs) {
            for (NewChunk each : job.appended()) {
                int length = each.chunk().length();
                int lengthOfFirst = row.isEmpty() ? 0 : row.get(0).chunk().length();
                boolean follows = row.isEmpty() || row.get(row.size() - 1).place() + 1 == each.place();
                boolean isFull = Math.max(length, lengthOfFirst) >= ALONE
                        || bytes + length > MOST_BYTES
                        || row.size() == MOST_CHUNKS;
                if (!row.isEmpty() && (!follows || isFull)) {
                    insert(tables, row);
                    row = new ArrayList<>();
                    bytes = 0;
                }
                row.add(each);
                bytes += length;
            }
        }
        if (!row.isEmpty()) {
            insert(tables, row);
        }
    }

    private void insert(LogTables tables, List<NewChunk> row) throws SQLException {
        long first = row.get(0).place();
        List<LoggedChunk> chunks = row.stream().map(NewChunk::chunk).toList();
        byte[] content = joined(row);
        tables.insert(first, GroupIndex.write(chunks), content);
        small.add(new SmallRow(first, chunks, content));
        long waiting = chunks.stream().mapToLong(LoggedChunk::copies).sum();
        plan.added.put(
                new LoggedRows.Key(LoggedRows.MIXED, first), new LoggedRows.Row(first + row.size() - 1, waiting));
    }

    private static byte[] joined(List<NewChunk> chunks) {
        int length = chunks.stream().mapToInt(each -> each.chunk().length()).sum();
        byte[] first = chunks.get(0).payload();
        if (chunks.size() == 1 && first != null && first.length == length) {
            return first;
        }
        byte[] all = new byte[length];
        int at = 0;
        for (NewChunk each : chunks) {
            byte[] payload = each.payload();
            if (payload == null) {
                throw new IllegalStateException("The bytes of a chunk were let go before they were written");
            }
            System.arraycopy(payload, 0, all, at, each.chunk().length());
            at += each.chunk().length();
        }
        return all;
    }

    private void forget(LogChange.Forget chunks) {
        LoggedRows.@Nullable Key key = null;
        long last = 0;
        long count = 0;
        for (long place : chunks.places()) {
            if (key == null || place > last) {
                count(key, chunks.owner(), count);
                count = 0;
                LoggedRows.Key old = rows.find(chunks.owner(), place);
                key = old != null ? old : plan.added.find(chunks.owner(), place);
                last = key == null ? 0 : row(key).last();
            }
            count++;
        }
        count(key, chunks.owner(), count);
    }

    private void count(LoggedRows.@Nullable Key key, String owner, long count) {
        if (key == null || count == 0) {
            return;
        }
        plan.left.merge(key, count, Long::sum);
        if (key.owner().equals(LoggedRows.MIXED)) {
            plan.leftBy.computeIfAbsent(key.first(), any -> new HashMap<>()).merge(owner, count, Long::sum);
        }
    }

    private LoggedRows.Row row(LoggedRows.Key key) {
        LoggedRows.Row added = plan.added.get(key);
        LoggedRows.Row known = added == null ? rows.get(key) : added;
        return known == null ? new LoggedRows.Row(0, 0) : known;
    }

    private void join(LogTables tables) throws SQLException {
        for (List<SmallRow> run : small.runs(plan.deleted, plan.leftBy)) {
            List<JoinedRow> joined = JoinedRow.of(run);
            if (joined.isEmpty()) {
                continue;
            }
            small.joining();
            tables.deleteBetween(run.get(0).first(), run.get(run.size() - 1).last());
            run.forEach(each -> plan.remove(new LoggedRows.Key(LoggedRows.MIXED, each.first())));
            for (JoinedRow each : joined) {
                tables.insert(each.first(), JoinedIndex.write(each), each.content());
                plan.added.put(
                        new LoggedRows.Key(each.owner(), each.first()),
                        new LoggedRows.Row(each.last(), each.waiting()));
            }
        }
    }

    @Override
    public void made() {
        plan.left.forEach((key, count) -> {
            rows.leave(key, count);
            plan.added.leave(key, count);
        });
        plan.removed.forEach(rows::remove);
        rows.putAll(plan.added);
        small.made(plan.deleted, plan.leftBy);
        owed.forEach(LogPart::letGo);
        owed.clear();
        taken.forEach(LogPart::letGo);
        answer(answer -> answer.complete(null));
    }

    private static void letGo(LogJob job) {
        job.appended().forEach(NewChunk::letGo);
    }

    @Override
    public void failed(StoreException why) {
        taken.stream().filter(job -> job.answer() == null).forEach(owed::add);
        answer(answer -> answer.completeExceptionally(why));
    }

    private void answer(Consumer<CompletableFuture<Void>> how) {
        List<CompletableFuture<Void>> waiting = new ArrayList<>();
        for (LogJob job : taken) {
            CompletableFuture<Void> answer = job.answer();
            if (answer != null) {
                waiting.add(answer);
            }
        }
        taken.clear();
        if (!waiting.isEmpty()) {
            answers.execute(() -> waiting.forEach(how));
        }
    }
}
