package io.hydrant.store.jdbc;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.hydrant.store.NewChunk;
import io.hydrant.store.StoreException;
import org.jspecify.annotations.Nullable;

/**
 * The one thread that speaks to the engine. It takes all commits that wait and makes them in one transaction, so that one force of
 * the disk serves many. It is never interrupted: H2 would close its file.
 */
final class StoreThread implements AutoCloseable {
    private static final int MOST = 1_000;

    /** Of the records that one transaction writes; the last put may exceed it. */
    private static final long MOST_BYTES = 4 << 20;

    private final Database database;
    private final LogPart log;
    private final BlockingQueue<Job> jobs = new LinkedBlockingQueue<>();
    private final Thread thread = new Thread(this::run, "hydrant-store");

    @GuardedBy("this")
    private boolean closed;

    /** The place of the next chunk; 0 until the log has been read. */
    @GuardedBy("this")
    private long nextPlace;

    private sealed interface Job {
        record Commit(StatePart part) implements Job {}

        record Write(LogJob changes) implements Job {}

        record Read<R>(Database.Work<R> query, CompletableFuture<R> answer) implements Job {
            void run(Database database) {
                try {
                    answer.complete(database.read(query));
                } catch (RuntimeException e) {
                    answer.completeExceptionally(e);
                }
            }
        }

        record End() implements Job {}
    }

    StoreThread(Database database, LogPart log) {
        this.database = database;
        this.log = log;
        thread.setDaemon(true);
        thread.start();
    }

    CompletableFuture<OptionalLong> commit(List<RowChange> changes) {
        StatePart part = new StatePart(changes);
        ask(new Job.Commit(part));
        return part.answer();
    }

    <R> CompletableFuture<R> read(Database.Work<R> query) {
        CompletableFuture<R> answer = new CompletableFuture<>();
        ask(new Job.Read<>(query, answer));
        return answer;
    }

    /** The log has been read: chunks get places from there on. */
    synchronized void placeFrom(long next) {
        nextPlace = next;
    }

    /**
     * Hands over changes of the log, and gives chunks their places.
     *
     * @throws StoreException when the store is closed
     */
    synchronized void write(LogJob changes) {
        for (NewChunk each : changes.appended()) {
            each.placeAt(nextPlace++);
        }
        ask(new Job.Write(changes));
    }

    private synchronized void ask(Job job) {
        if (closed) {
            throw StoreException.ofClosed();
        }
        jobs.add(job);
    }

    private void run() {
        List<Job> taken = new ArrayList<>();
        boolean open = true;
        while (open) {
            taken.clear();
            take(taken);
            List<Part> parts = new ArrayList<>();
            for (Job each : taken) {
                if (each instanceof Job.Commit commit) {
                    parts.add(commit.part());
                } else if (each instanceof Job.Write write) {
                    log.take(write.changes());
                }
            }
            if (!log.isEmpty()) {
                parts.add(log);
            }
            make(parts);
            for (Job each : taken) {
                if (each instanceof Job.Read<?> read) {
                    read.run(database);
                }
                open &= !(each instanceof Job.End);
            }
        }
        database.close();
    }

    private void take(List<Job> taken) {
        long bytes = 0;
        for (@Nullable Job next = first(); next != null; next = jobs.poll()) {
            taken.add(next);
            bytes += next instanceof Job.Write write ? write.changes().bytes() : 0;
            if (taken.size() == MOST || bytes > MOST_BYTES) {
                return;
            }
        }
    }

    private Job first() {
        while (true) {
            try {
                return jobs.take();
            } catch (InterruptedException e) {
                // nobody has reason to interrupt this thread, and its end is a job
            }
        }
    }

    /** One that cannot be made, such as one with a value too large, does not take the others with it. */
    private void make(List<Part> parts) {
        if (parts.isEmpty()) {
            return;
        }
        try {
            database.commit(parts);
            parts.forEach(Part::made);
        } catch (RuntimeException e) {
            if (parts.size() == 1) {
                parts.get(0).failed(e instanceof StoreException known ? known : new StoreException("Not written.", e));
            } else {
                parts.forEach(each -> make(List.of(each)));
            }
        }
    }

    /** Makes what waits, then ends. */
    @Override
    public void close() {
        synchronized (this) {
            if (!closed) {
                closed = true;
                jobs.add(new Job.End());
            }
        }
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
