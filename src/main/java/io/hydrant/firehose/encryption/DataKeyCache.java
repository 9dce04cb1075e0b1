package io.hydrant.firehose.encryption;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.hydrant.aws.Caller;
import io.hydrant.service.kms.KmsException;
import org.jspecify.annotations.Nullable;

/**
 * A {@link KeyInUse} at work: its current data key, and how many buffered chunks are sealed under it. Reading the data key is
 * thread-safe; the counting is guarded by the stream's lock.
 */
public final class DataKeyCache {
    /** A data key seals for at most five minutes of the clock. */
    static final Duration REUSE_TIME = Duration.ofMinutes(5);

    /** A data key seals at most 1 GiB. */
    static final long REUSE_BYTES = 1L << 30;

    private static final int DECISIONS = 1024;

    private final KeyInUse key;
    private final DataKeySource source;
    private final byte[] context;
    private final Runnable drained;
    private final ConcurrentHashMap<Caller, CallerDecision> decisions = new ConcurrentHashMap<>();

    private volatile @Nullable SealedDataKey current;

    @GuardedBy("this")
    private @Nullable CompletableFuture<SealedDataKey> renewal;

    private long chunks;

    /**
     * @param drained run, under the stream's lock, when the last chunk sealed under this key has left the buffer
     */
    DataKeyCache(KeyInUse key, DataKeySource source, byte[] context, Runnable drained) {
        this.key = key;
        this.source = source;
        this.context = context;
        this.drained = drained;
    }

    /** Whether some caller may put with this key, as long as the key's epoch stays the same. */
    record CallerDecision(long epoch, boolean allowed) {}

    KeyInUse key() {
        return key;
    }

    DataKeySource source() {
        return source;
    }

    /** A data key that may seal at {@code now} without asking KMS; null when KMS has to be asked. */
    @Nullable
    SealedDataKey fresh(Instant now) {
        SealedDataKey seen = current;
        return seen != null && seen.isFresh(now, source.epoch()) ? seen : null;
    }

    /**
     * A data key that may seal at {@code now}; asks KMS when there is none. Concurrent callers share one KMS request, so a
     * slow KMS costs all of them one time-out. Throws {@code KmsException}.
     */
    SealedDataKey renewed(Instant now) {
        CompletableFuture<SealedDataKey> answer;
        boolean first = false;
        synchronized (this) {
            SealedDataKey seen = fresh(now);
            if (seen != null) {
                return seen;
            }
            if (renewal == null) {
                renewal = new CompletableFuture<>();
                first = true;
            }
            answer = renewal;
        }
        if (first) {
            renew(answer, now);
        }
        try {
            return answer.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof KmsException refused ? refused : e;
        }
    }

    private void renew(CompletableFuture<SealedDataKey> answer, Instant now) {
        try {
            long epoch = source.epoch();
            SealedDataKey next = new SealedDataKey(this, source.generate(), now.plus(REUSE_TIME), REUSE_BYTES, epoch);
            SealedDataKey old = current;
            current = next;
            if (old != null) {
                old.wipe();
            }
            answer.complete(next);
        } catch (RuntimeException | Error e) {
            answer.completeExceptionally(e);
        } finally {
            synchronized (this) {
                renewal = null;
            }
        }
    }

    byte[] context() {
        return context;
    }

    /** The remembered decision about a caller, made anew when the key has changed since. */
    boolean isAllowed(Caller caller, Supplier<Boolean> evaluation) {
        long epoch = source.epoch();
        CallerDecision known = decisions.get(caller);
        if (known != null && known.epoch() == epoch) {
            return known.allowed();
        }
        if (decisions.size() >= DECISIONS) {
            decisions.clear();
        }
        boolean allowed = evaluation.get();
        decisions.put(caller, new CallerDecision(epoch, allowed));
        return allowed;
    }

    void entered() {
        chunks++;
    }

    void left() {
        chunks--;
        if (chunks == 0) {
            drained.run();
        }
    }

    /** Buffered chunks sealed under this key. */
    long chunks() {
        return chunks;
    }

    /** Wipes the data key in hand. */
    void wipe() {
        SealedDataKey seen = current;
        if (seen != null) {
            seen.wipe();
        }
    }
}
