package io.hydrant.store.jdbc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

import io.hydrant.aws.AccountId;
import io.hydrant.aws.Region;
import io.hydrant.aws.Scope;
import io.hydrant.store.StateCell;
import io.hydrant.store.StateKind;
import io.hydrant.store.codec.KeyWrap;
import io.hydrant.store.codec.ValueCodec;

/**
 * Commits a second of values of 1 KiB by 16 threads: the store in H2, and a bare file that appends and forces the same bytes, grouped
 * in the same way. In turns, because the disk of a shared machine is not the same for long.
 */
public final class CommitRate {
    private static final int THREADS = 16;
    private static final int ROUNDS = 3;
    private static final long SPAN = 3_000_000_000L;
    private static final int BYTES = 1_024;
    private static final Scope HERE = new Scope(new AccountId("111111111111"), new Region("us-east-1"));
    private static final StateKind<byte[]> KIND = new StateKind<>("bytes", byte[].class);

    private CommitRate() {}

    /** Prints the rates. */
    @SuppressWarnings("SystemOut")
    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createTempDirectory("commit-rate");
        for (int round = 0; round < ROUNDS; round++) {
            double bare = bare(folder.resolve("bare" + round));
            double store = store(folder.resolve("store" + round));
            System.out.printf("bare file %,.0f/s, H2 %,.0f/s, ratio %.2f%n", bare, store, store / bare);
        }
    }

    private static double store(Path folder) {
        KeyWrap wrap = new KeyWrap(new byte[KeyWrap.LENGTH], new SecureRandom());
        try (JdbcStateStore store = JdbcStateStore.open(
                Dialect.urlOf(folder, "state"), ValueCodec.with(wrap).build())) {
            return rate(thread -> {
                StateCell<byte[]> cell = StateCell.of(store, KIND.key(HERE, "value" + thread), new byte[0]);
                return value -> cell.update(any -> value.clone());
            });
        }
    }

    private static double bare(Path path) throws IOException {
        BlockingQueue<Waiting> waiting = new LinkedBlockingQueue<>();
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            Thread writer = new Thread(() -> append(file, waiting));
            writer.start();
            double rate = rate(thread -> value -> {
                Waiting mine = new Waiting(value, new CompletableFuture<>());
                waiting.add(mine);
                mine.done().join();
            });
            waiting.add(new Waiting(new byte[0], new CompletableFuture<>()));
            join(writer);
            return rate;
        }
    }

    private record Waiting(byte[] value, CompletableFuture<Boolean> done) {}

    /** Until an empty value comes. */
    private static void append(FileChannel file, BlockingQueue<Waiting> waiting) {
        List<Waiting> group = new ArrayList<>();
        try {
            while (true) {
                group.clear();
                group.add(waiting.take());
                waiting.drainTo(group, 1_000);
                ByteBuffer bytes = ByteBuffer.allocate(group.size() * BYTES);
                group.forEach(each -> bytes.put(each.value()));
                bytes.flip();
                while (bytes.hasRemaining()) {
                    file.write(bytes);
                }
                file.force(false);
                group.forEach(each -> each.done().complete(true));
                if (group.stream().anyMatch(each -> each.value().length == 0)) {
                    return;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private interface Committer {
        void commit(byte[] value);
    }

    private interface Committers {
        Committer of(int thread);
    }

    private static double rate(Committers committers) {
        AtomicLong commits = new AtomicLong();
        long start = System.nanoTime();
        List<Thread> threads = IntStream.range(0, THREADS)
                .mapToObj(number -> new Thread(() -> {
                    byte[] value = new byte[BYTES];
                    new Random(number).nextBytes(value);
                    Committer committer = committers.of(number);
                    while (System.nanoTime() - start < SPAN) {
                        committer.commit(value);
                        commits.incrementAndGet();
                    }
                }))
                .toList();
        threads.forEach(Thread::start);
        threads.forEach(CommitRate::join);
        return commits.get() * 1e9 / (System.nanoTime() - start);
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
