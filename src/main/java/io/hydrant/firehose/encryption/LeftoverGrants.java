package io.hydrant.firehose.encryption;

import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;

import io.hydrant.service.kms.GrantRef;
import io.hydrant.service.kms.KmsException;
import io.hydrant.store.Change;
import io.hydrant.store.StateKey;
import io.hydrant.store.StateKind;
import io.hydrant.store.Timer;
import io.hydrant.store.TimerKind;
import io.hydrant.store.Versioned;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Grants of streams that are gone: each was being made, or tried, while its stream was deleted. Firehose tries to retire them until
 * KMS agrees. Thread-safe.
 */
final class LeftoverGrants {
    private static final Logger log = LoggerFactory.getLogger(StreamEncryption.class);
    private static final StateKind<Leftover> KIND = new StateKind<>("firehose.leftover-grant", Leftover.class);
    private static final TimerKind RETIRE = new TimerKind("firehose.retire-leftover-grant");

    private final EncryptionServices services;

    LeftoverGrants(EncryptionServices services) {
        this.services = services;
    }

    /** A grant, and the stream that it was made for. */
    record Leftover(StreamIdentity stream, KeyInUse key, GrantRef grant) {}

    /** Registers what is to be done when a retirement is due. */
    void handleTimers() {
        services.timers().handle(RETIRE, timer -> services.store()
                .get(KIND.key(timer.key().scope(), timer.key().id()))
                .ifPresent(each -> retire(each, Level.DEBUG)));
    }

    /** Retires the grant of {@code key}, if it has one, now or as soon as KMS agrees. */
    void add(StreamIdentity stream, KeyInUse key) {
        key.grant().ifPresent(grant -> {
            StateKey<Leftover> id = KIND.key(stream.scope(), grant.grantId());
            OptionalLong added = services.store().commit(Change.create(id, new Leftover(stream, key, grant)));
            if (added.isPresent()) {
                services.store().get(id).ifPresent(each -> retire(each, Level.WARN));
            }
        });
    }

    /** Tries again after a start. */
    void resume() {
        services.store().list(KIND).forEach(each -> retire(each, Level.DEBUG));
    }

    /** The keys whose grants a stream has left, oldest id first. */
    List<KeyInUse> of(StreamIdentity stream) {
        return services.store().list(KIND, stream.scope()).stream()
                .map(Versioned::value)
                .filter(each -> each.stream().equals(stream))
                .map(Leftover::key)
                .toList();
    }

    private void retire(Versioned<Leftover> leftover, Level ifRefused) {
        services.work().execute(() -> retireNow(leftover, ifRefused));
    }

    private void retireNow(Versioned<Leftover> leftover, Level ifRefused) {
        StreamIdentity stream = leftover.value().stream();
        GrantRef grant = leftover.value().grant();
        try {
            new GrantManager(services.keys(), stream).retire(grant);
            OptionalLong removed = services.store().commit(Change.remove(leftover));
            if (removed.isPresent()) {
                services.usage().release(grant.key(), stream.arn());
            }
        } catch (KmsException e) {
            GrantRetirement.logRefusal(log.atLevel(ifRefused), stream, grant, e);
            Instant due = services.clock().instant().plus(GrantRetirement.RETRY);
            services.timers()
                    .plan(new Timer(
                            RETIRE.key(stream.scope(), grant.grantId()),
                            due,
                            "retire grant of " + stream.name(),
                            stream.arn()));
        }
    }

    /** Forgets them all: their keys are gone. */
    void clear() {
        services.store().list(KIND).forEach(each -> {
            OptionalLong unused = services.store().commit(Change.remove(each));
        });
    }
}
