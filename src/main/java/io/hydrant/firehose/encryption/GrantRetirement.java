package io.hydrant.firehose.encryption;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.hydrant.service.kms.GrantRef;
import io.hydrant.service.kms.KmsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * The keys of one stream that seal nothing more, and whose grants are to go once nothing sealed under them is buffered: tried
 * until KMS agrees. Thread-safe; the stream's lock, which it may be called under, guards the list and is not held while KMS is
 * asked.
 */
final class GrantRetirement {
    /** How long to wait for KMS to become well. */
    static final Duration RETRY = Duration.ofMinutes(1);

    private static final Logger log = LoggerFactory.getLogger(StreamEncryption.class);

    private final GrantManager grants;
    private final StreamIdentity stream;
    private final EncryptionServices services;
    private final StreamTasks tasks;
    private final Object lock;

    @GuardedBy("lock")
    private final List<KeyInUse> expected = new ArrayList<>();

    GrantRetirement(
            GrantManager grants, StreamIdentity stream, EncryptionServices services, StreamTasks tasks, Object lock) {
        this.grants = grants;
        this.stream = stream;
        this.services = services;
        this.tasks = tasks;
        this.lock = lock;
    }

    /** The grant of {@code key} is to be retired. */
    void expect(KeyInUse key) {
        synchronized (lock) {
            expected.add(key);
        }
    }

    /** Whether the grant of {@code key} is still to be retired. */
    boolean isExpected(KeyInUse key) {
        synchronized (lock) {
            return expected.contains(key);
        }
    }

    /** Whose grants are still to be retired, oldest first. */
    List<KeyInUse> expected() {
        synchronized (lock) {
            return List.copyOf(expected);
        }
    }

    /** Gives up on all of them. */
    void clear() {
        synchronized (lock) {
            expected.clear();
        }
    }

    /** Retries until KMS retires the grant. Logs only the first failure, because the key may stay unusable for long. */
    void retire(KeyInUse key) {
        retire(key, true);
    }

    private void retire(KeyInUse key, boolean first) {
        GrantRef grant = key.grant().orElseThrow();
        try {
            grants.retire(grant);
            forget(key, grant);
        } catch (KmsException e) {
            log.atLevel(first ? Level.WARN : Level.DEBUG)
                    .log(
                            "Grant not retired, trying again stream={} grant={} errorCode={}",
                            stream.name(),
                            grant.grantId(),
                            e.errorCode());
            tasks.after(RETRY, "retire grant of", () -> services.work().execute(() -> {
                if (isExpected(key)) {
                    retire(key, false);
                }
            }));
        }
    }

    private void forget(KeyInUse key, GrantRef grant) {
        boolean known;
        synchronized (lock) {
            known = expected.remove(key);
        }
        if (known) {
            services.usage().release(grant.key(), stream.arn());
        }
    }
}
