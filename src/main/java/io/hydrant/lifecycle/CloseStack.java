package io.hydrant.lifecycle;

import java.util.ArrayDeque;

import org.jspecify.annotations.Nullable;

/** What has been started, closed in reverse order: all of it, though some of it fails to close. For one thread. */
public final class CloseStack implements AutoCloseable {
    private final ArrayDeque<AutoCloseable> started = new ArrayDeque<>();

    /** Closes {@code part} before all that was added earlier. */
    public void add(AutoCloseable part) {
        started.push(part);
    }

    /**
     * Closes everything; a second call does nothing.
     *
     * @throws IllegalStateException with the first failure as its cause, and the others suppressed
     */
    @Override
    public void close() {
        IllegalStateException failed = null;
        while (!started.isEmpty()) {
            failed = close(started.pop(), failed);
        }
        if (failed != null) {
            throw failed;
        }
    }

    private static @Nullable IllegalStateException close(
            AutoCloseable part, @Nullable IllegalStateException failedBefore) {
        try {
            part.close();
            return failedBefore;
        } catch (Exception e) {
            if (failedBefore == null) {
                return new IllegalStateException("Closing failed", e);
            }
            failedBefore.addSuppressed(e);
            return failedBefore;
        }
    }
}
