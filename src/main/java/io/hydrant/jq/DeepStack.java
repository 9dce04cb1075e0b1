package io.hydrant.jq;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

import io.hydrant.jq.filter.BoundExceeded;

/** Runs what may call itself deeply: on the caller's thread, and once more on a thread with a larger stack if that one is too small. */
final class DeepStack {
    private static final long BYTES = 32 << 20;

    private DeepStack() {}

    /** @throws BoundExceeded if the larger stack is too small as well */
    static <T> T run(Supplier<T> work) {
        try {
            return work.get();
        } catch (StackOverflowError e) {
            return runDeeply(work);
        }
    }

    private static <T> T runDeeply(Supplier<T> work) {
        CompletableFuture<T> result = new CompletableFuture<>();
        Thread thread = new Thread(null, () -> complete(result, work), "hydrant-jq", BYTES);
        thread.setDaemon(true);
        thread.start();
        try {
            return result.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new BoundExceeded("The query calls functions within functions too deeply.");
        }
    }

    private static <T> void complete(CompletableFuture<T> result, Supplier<T> work) {
        try {
            result.complete(work.get());
        } catch (RuntimeException | Error e) {
            result.completeExceptionally(e);
        }
    }
}
