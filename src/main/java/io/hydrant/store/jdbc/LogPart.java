package io.hydrant.store.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

import io.hydrant.store.NewChunk;
import io.hydrant.store.StoreException;
import org.jspecify.annotations.Nullable;

/**
 * The log's part of each transaction. All chunks that come together make one row, or a few. A row goes when all of its chunks have
 * left all of their queues.
 */
final class LogPart implements Part {
    /** A row has no more bytes, unless one chunk has. */
    private static final int MOST_BYTES = 1 << 20;

    private static final int MOST_CHUNKS = 4_096;

    private final Executor answers;

    /** How many queues of a row's chunks have not been left, by the place of its first chunk. */
    private final NavigableMap<Long, Row> rows = new TreeMap<>();

    /** What is to be made in any case, and has not been. */
    private final List<LogJob> owed = new ArrayList<>();

    private final List<LogJob> taken = new ArrayList<>();

    private Plan plan = new Plan();

    /** A row of chunks whose places follow each other. */
    private record Row(int chunks, long waiting) {}

    /** What a transaction does to the rows; it counts when it has been forced. */
    private static final class Plan {
        private final NavigableMap<Long, Row> added = new TreeMap<>();
        private final Map<Long, Long> left = new HashMap<>();
        private final Set<Long> deleted = new LinkedHashSet<>();
    }

    /** @param answers runs what waits for commits, in order */
    LogPart(Executor answers) {
        this.answers = answers;
    }

    /** A row that was found. */
    void found(long first, int chunks, long waiting) {
        rows.put(first, new Row(chunks, waiting));
    }

    /** What the next transaction makes. */
    void take(LogJob job) {
        taken.add(job);
    }

    boolean isEmpty() {
        return taken.isEmpty() && owed.isEmpty();
    }

    @Override
    public void make(Connection connection, Versions versions) throws SQLException {
        plan = new Plan();
        LogTables tables = new LogTables(connection);
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
        plan.left.forEach((first, count) -> {
            if (count >= row(first).waiting()) {
                plan.deleted.add(first);
            }
        });
        if (!plan.deleted.isEmpty()) {
            tables.delete(plan.deleted);
        }
        if (finishes || !plan.deleted.isEmpty()) {
            tables.deleteFinished(oldest());
        }
    }

    private void append(LogTables tables, List<LogJob> jobs) throws SQLException {
        List<NewChunk> row = new ArrayList<>();
        long bytes = 0;
        for (LogJob job : jobs) {
            for (NewChunk each : job.appended()) {
                int length = each.chunk().length();
                boolean follows = row.isEmpty() || row.get(row.size() - 1).place() + 1 == each.place();
                if (!row.isEmpty() && (!follows || bytes + length > MOST_BYTES || row.size() == MOST_CHUNKS)) {
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
        tables.insert(first, row);
        long waiting = row.stream().mapToLong(each -> each.chunk().copies()).sum();
        plan.added.put(first, new Row(row.size(), waiting));
    }

    private void forget(long[] places) {
        long first = 0;
        @Nullable Row row = null;
        long count = 0;
        for (long place : places) {
            if (row == null || place >= first + row.chunks()) {
                count(first, count);
                count = 0;
                first = firstOf(place);
                row = first == 0 ? null : row(first);
            }
            count++;
        }
        count(first, count);
    }

    private void count(long first, long count) {
        if (first > 0 && count > 0) {
            plan.left.merge(first, count, Long::sum);
        }
    }

    /** The first place of the row that has {@code place}; 0 if there is none. */
    private long firstOf(long place) {
        Long old = rows.floorKey(place);
        Long added = plan.added.floorKey(place);
        long first = Math.max(old == null ? 0 : old, added == null ? 0 : added);
        return first > 0 && place < first + row(first).chunks() ? first : 0;
    }

    private Row row(long first) {
        Row added = plan.added.get(first);
        return added != null ? added : rows.getOrDefault(first, new Row(0, 0));
    }

    /** The lowest place of a row that stays. */
    private long oldest() {
        for (Long first : rows.keySet()) {
            if (!plan.deleted.contains(first)) {
                return first;
            }
        }
        return plan.added.keySet().stream()
                .filter(first -> !plan.deleted.contains(first))
                .findFirst()
                .orElse(Long.MAX_VALUE);
    }

    @Override
    public void made() {
        rows.putAll(plan.added);
        plan.left.forEach((first, count) ->
                rows.computeIfPresent(first, (key, row) -> new Row(row.chunks(), row.waiting() - count)));
        plan.deleted.forEach(rows::remove);
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
