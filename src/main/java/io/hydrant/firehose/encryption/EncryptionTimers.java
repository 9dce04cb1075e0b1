package io.hydrant.firehose.encryption;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;

import io.hydrant.aws.Scope;
import io.hydrant.store.Timer;
import io.hydrant.store.TimerKind;

/**
 * What one stream's encryption does later: a timer of each kind for the stream, and one for each grant to be retired. Thread-safe.
 */
public final class EncryptionTimers {
    private static final TimerKind ENABLE = new TimerKind("firehose.enable-encryption");
    private static final TimerKind DISABLE = new TimerKind("firehose.disable-encryption");
    private static final TimerKind LAG = new TimerKind("firehose.encryption-lag");
    private static final TimerKind RETIRE = new TimerKind("firehose.retire-grant");
    private static final TimerKind RETIRE_AGAIN = new TimerKind("firehose.retire-grant-again");

    private final StreamIdentity stream;
    private final EncryptionServices services;

    EncryptionTimers(StreamIdentity stream, EncryptionServices services) {
        this.stream = stream;
        this.services = services;
    }

    /**
     * Registers what is to be done when a timer is due. A timer of a stream that is gone does nothing.
     *
     * @param streams the encryption of the stream of that account, Region and name
     */
    public static void handle(
            EncryptionServices services, BiFunction<Scope, String, Optional<StreamEncryption>> streams) {
        handle(services, streams, ENABLE, StreamEncryption::enableDue);
        handle(services, streams, DISABLE, StreamEncryption::disableDue);
        handle(services, streams, LAG, StreamEncryption::lagOver);
        handleRetirements(services, streams, RETIRE, true);
        handleRetirements(services, streams, RETIRE_AGAIN, false);
        services.leftovers().handleTimers();
    }

    /** Goes on with the grants of streams that are gone, after a start. */
    public static void resume(EncryptionServices services) {
        services.leftovers().resume();
    }

    /** Forgets the grants of streams that are gone, because all keys are gone. */
    public static void clear(EncryptionServices services) {
        services.leftovers().clear();
    }

    private static void handle(
            EncryptionServices services,
            BiFunction<Scope, String, Optional<StreamEncryption>> streams,
            TimerKind kind,
            Consumer<StreamEncryption> body) {
        services.timers().handle(kind, timer -> streams.apply(
                        timer.key().scope(), timer.key().id())
                .ifPresent(body));
    }

    private static void handleRetirements(
            EncryptionServices services,
            BiFunction<Scope, String, Optional<StreamEncryption>> streams,
            TimerKind kind,
            boolean first) {
        services.timers().handle(kind, timer -> {
            String id = timer.key().id();
            int slash = id.lastIndexOf('/');
            streams.apply(timer.key().scope(), id.substring(0, slash))
                    .ifPresent(each -> each.retirementDue(Long.parseLong(id.substring(slash + 1)), first));
        });
    }

    /** When the key of the attempt under way is tried. */
    Timer enable(Instant due) {
        return timer(ENABLE, stream.name(), due, "enable encryption of ");
    }

    /** When the key can be let go. */
    Timer disable(Duration after) {
        return timer(DISABLE, stream.name(), in(after), "disable encryption of ");
    }

    /** When records follow a new status. */
    Timer lag(Duration after) {
        return timer(LAG, stream.name(), in(after), "encryption lag of ");
    }

    /** When the grant of {@code key} is retired. */
    Timer retire(KeyInUse key) {
        return timer(RETIRE, idOf(key), in(Duration.ZERO), "retire grant of ");
    }

    /** When the grant of {@code key}, which could not be retired, is tried again. */
    Timer retireAgain(KeyInUse key, Duration after) {
        return timer(RETIRE_AGAIN, idOf(key), in(after), "retire grant of ");
    }

    private String idOf(KeyInUse key) {
        return stream.name() + "/" + key.attempt();
    }

    private Instant in(Duration after) {
        return services.clock().instant().plus(after);
    }

    private Timer timer(TimerKind kind, String id, Instant due, String what) {
        return new Timer(kind.key(stream.scope(), id), due, what + stream.name(), stream.arn());
    }

    /** Forgets the timers of the stream, which is gone. */
    void cancel(StoredEncryption last) {
        services.timers().cancel(ENABLE.key(stream.scope(), stream.name()));
        services.timers().cancel(DISABLE.key(stream.scope(), stream.name()));
        services.timers().cancel(LAG.key(stream.scope(), stream.name()));
        last.retiring().forEach(key -> {
            services.timers().cancel(RETIRE.key(stream.scope(), idOf(key)));
            services.timers().cancel(RETIRE_AGAIN.key(stream.scope(), idOf(key)));
        });
    }
}
