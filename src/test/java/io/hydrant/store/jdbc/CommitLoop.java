package io.hydrant.store.jdbc;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

import io.hydrant.aws.AccountId;
import io.hydrant.aws.Region;
import io.hydrant.aws.Scope;
import io.hydrant.store.Change;
import io.hydrant.store.StateKey;
import io.hydrant.store.StateKind;
import io.hydrant.store.StateStore;
import io.hydrant.store.Versioned;

/**
 * A process that counts in a data folder until it is killed. Each of its threads raises two values in one commit, and prints its
 * name and the number when the commit has been answered.
 */
final class CommitLoop {
    static final int THREADS = 4;

    private static final StateKind<Count> COUNTS = new StateKind<>("counts", Count.class);
    private static final Scope HERE = new Scope(new AccountId("111111111111"), new Region("us-east-1"));

    /** A number, and something that is as large as state is. */
    record Count(int number, String filling) {}

    private CommitLoop() {}

    @SuppressWarnings("SystemOut")
    public static void main(String[] arguments) {
        DataFolder folder = DataFolder.open(Path.of(arguments[0]));
        JdbcStateStore store = folder.state(Codecs::of);
        IntStream.range(0, THREADS).forEach(thread -> new Thread(() -> count(store, thread)).start());
    }

    private static void count(StateStore store, int thread) {
        int number = next(store, thread);
        while (true) {
            if (raise(store, thread, number)) {
                System.out.println(thread + " " + number);
                number++;
            }
        }
    }

    /** Whether both values of a thread have the number now. */
    static boolean raise(StateStore store, int thread, int number) {
        Count next = new Count(number, "x".repeat(number % 3_000));
        return store.commit(List.of(
                        Change.put(key(thread, "a"), store.get(key(thread, "a")), next),
                        Change.put(key(thread, "b"), store.get(key(thread, "b")), next)))
                .isPresent();
    }

    /** One more than the number that a thread has reached, which both of its values have. */
    static int next(StateStore store, int thread) {
        int a = numberOf(store, key(thread, "a"));
        int b = numberOf(store, key(thread, "b"));
        if (a != b) {
            throw new AssertionError("Half a commit: " + a + " and " + b);
        }
        return a + 1;
    }

    private static int numberOf(StateStore store, StateKey<Count> key) {
        return store.get(key).map(Versioned::value).map(Count::number).orElse(-1);
    }

    private static StateKey<Count> key(int thread, String half) {
        return COUNTS.key(HERE, thread + half);
    }
}
