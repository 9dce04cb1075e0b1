package io.hydrant.firehose.encryption;

import java.time.Duration;
import java.util.List;

import io.hydrant.service.kms.GrantRef;
import io.hydrant.service.kms.KmsException;
import io.hydrant.store.StateCell;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Retires the grants of one stream's keys that seal nothing more, once nothing sealed under them is buffered. It tries until KMS
 * agrees. Thread-safe; no lock is held while KMS is asked.
 */
final class GrantRetirement {
    /** How long to wait for KMS to become well. */
    static final Duration RETRY = Duration.ofMinutes(1);

    private static final Logger log = LoggerFactory.getLogger(StreamEncryption.class);

    private final GrantManager grants;
    private final StreamIdentity stream;
    private final EncryptionServices services;
    private final EncryptionTimers timers;
    private final StateCell<StoredEncryption> stored;

    GrantRetirement(
            GrantManager grants,
            StreamIdentity stream,
            EncryptionServices services,
            EncryptionTimers timers,
            StateCell<StoredEncryption> stored) {
        this.grants = grants;
        this.stream = stream;
        this.services = services;
        this.timers = timers;
        this.stored = stored;
    }

    /** Whether the grant of {@code key} is still to be retired. */
    boolean isExpected(KeyInUse key) {
        return stored.value().retiring().contains(key);
    }

    /** Retires the grant, or plans another try. Logs only the first failure, because the key may stay unusable for long. */
    void retire(KeyInUse key, boolean first) {
        GrantRef grant = key.grant().orElseThrow();
        try {
            grants.retire(grant);
            forget(key, grant);
        } catch (KmsException e) {
            logRefusal(log.atLevel(first ? Level.WARN : Level.DEBUG), stream, grant, e);
            services.timers().plan(timers.retireAgain(key, RETRY));
        }
    }

    static void logRefusal(LoggingEventBuilder line, StreamIdentity stream, GrantRef grant, KmsException e) {
        line.log(
                "Grant not retired, trying again stream={} grant={} errorCode={}",
                stream.name(),
                grant.grantId(),
                e.errorCode());
    }

    private void forget(KeyInUse key, GrantRef grant) {
        boolean known = stored.step(now -> now.retiring().contains(key)
                ? new StateCell.Step<>(now.retired(key), List.of(), true)
                : new StateCell.Step<>(now, List.of(), false));
        if (known) {
            services.usage().release(grant.key(), stream.arn());
        }
    }
}
