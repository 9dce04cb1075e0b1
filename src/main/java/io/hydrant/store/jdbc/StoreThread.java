package io.hydrant.store.jdbc;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;

import io.hydrant.store.StoreException;

/**
 * The one thread that speaks to the engine. It takes all commits that wait and makes them in one transaction, so that one force of
 * the disk serves many. It is never interrupted: H2 would close its file.
 */
final class StoreThread implements AutoCloseable {
    private static final int MOST = 1_000;

    private final Database database;
    private final BlockingQueue<Job> jobs = new LinkedBlockingQueue<>();
    private final Thread thread = new Thread(this::run, "hydrant-store");
    private volatile boolean closed;

    private sealed interface Job {
        record Commit(List<RowChange> changes, CompletableFuture<OptionalLong> answer) implements Job {}

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

    StoreThread(Database database) {
        this.database = database;
        thread.setDaemon(true);
        thread.start();
    }

    CompletableFuture<OptionalLong> commit(List<RowChange> changes) {
        return ask(new CompletableFuture<>(), answer -> new Job.Commit(changes, answer));
    }

    <R> CompletableFuture<R> read(Database.Work<R> query) {
        return ask(new CompletableFuture<>(), answer -> new Job.Read<>(query, answer));
    }

    private synchronized <R> CompletableFuture<R> ask(
            CompletableFuture<R> answer, Function<CompletableFuture<R>, Job> job) {
        if (closed) {
            throw new StoreException("The store is closed.");
        }
        jobs.add(job.apply(answer));
        return answer;
    }

    private void run() {
        List<Job> taken = new ArrayList<>();
        boolean open = true;
        while (open) {
            taken.clear();
            taken.add(next());
            jobs.drainTo(taken, MOST);
            make(taken.stream()
                    .filter(Job.Commit.class::isInstance)
                    .map(Job.Commit.class::cast)
                    .toList());
            for (Job each : taken) {
                if (each instanceof Job.Read<?> read) {
                    read.run(database);
                }
                open &= !(each instanceof Job.End);
            }
        }
        database.close();
    }

    private Job next() {
        while (true) {
            try {
                return jobs.take();
            } catch (InterruptedException e) {
                // nobody has reason to interrupt this thread, and its end is a job
            }
        }
    }

    /** One that cannot be made, such as one with a value too large, does not take the others with it. */
    private void make(List<Job.Commit> commits) {
        if (commits.isEmpty()) {
            return;
        }
        try {
            List<OptionalLong> versions =
                    database.commit(commits.stream().map(Job.Commit::changes).toList());
            for (int i = 0; i < commits.size(); i++) {
                commits.get(i).answer().complete(versions.get(i));
            }
        } catch (RuntimeException e) {
            if (commits.size() == 1) {
                commits.get(0).answer().completeExceptionally(e);
            } else {
                commits.forEach(each -> make(List.of(each)));
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
