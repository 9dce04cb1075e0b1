package io.hydrant.firehose.encryption;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.hydrant.aws.AwsException;
import io.hydrant.aws.Caller;
import io.hydrant.firehose.encryption.EncryptionEffect.AwaitLag;
import io.hydrant.firehose.encryption.EncryptionEffect.PrepareKey;
import io.hydrant.firehose.encryption.EncryptionEffect.ReleaseKey;
import io.hydrant.firehose.encryption.EncryptionEffect.ScheduleRetirement;
import io.hydrant.firehose.encryption.EncryptionEvent.KeyReady;
import io.hydrant.firehose.encryption.EncryptionEvent.KeyRefused;
import io.hydrant.firehose.encryption.EncryptionEvent.KeyReleased;
import io.hydrant.firehose.encryption.EncryptionEvent.LagPassed;
import io.hydrant.firehose.encryption.EncryptionEvent.ReleaseRefused;
import io.hydrant.firehose.encryption.EncryptionEvent.StartRequested;
import io.hydrant.firehose.encryption.EncryptionEvent.StopRequested;
import io.hydrant.firehose.encryption.GrantManager.Prepared;
import io.hydrant.service.kms.GrantRef;
import io.hydrant.service.kms.KeyArn;
import io.hydrant.service.kms.KmsException;
import io.hydrant.service.kms.KmsFailure;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The encryption of one delivery stream at work: feeds the {@link EncryptionMachine} under the stream's lock, stores what it
 * says, and runs its effects outside of the lock. Thread-safe. Longer than 300 lines, because one lock guards the state and the work
 * that it asks for.
 */
public final class StreamEncryption {
    private static final Logger log = LoggerFactory.getLogger(StreamEncryption.class);

    private final StreamIdentity stream;
    private final EncryptionServices services;
    private final GrantManager grants;
    private final Object lock;

    @GuardedBy("lock")
    private final Map<Long, DataKeyCache> keys = new LinkedHashMap<>();

    private final StreamTasks tasks;
    private final GrantRetirement retirement;

    @GuardedBy("lock")
    private EncryptionState state = EncryptionState.disabled();

    @GuardedBy("lock")
    private CallWindow window = CallWindow.empty();

    @GuardedBy("lock")
    private boolean closed;

    private volatile @Nullable DataKeyCache sealing;

    /**
     * @param lock guards the stream and its buffer; never held while KMS is asked
     */
    public StreamEncryption(StreamIdentity stream, EncryptionServices services, Object lock) {
        this.stream = stream;
        this.services = services;
        this.grants = new GrantManager(services.keys(), stream);
        this.lock = lock;
        this.tasks = new StreamTasks(stream, services);
        this.retirement = new GrantRetirement(grants, stream, services, tasks, lock);
    }

    /**
     * Starts encryption or changes its key.
     *
     * @throws AwsException {@code ResourceInUseException} while a change is under way, {@code LimitExceededException} for the
     *     26th call in 24 hours or the 501st stream on the key
     */
    public void start(KeyChoice key, Caller caller) {
        request(new StartRequested(key), Optional.of(key), caller, true);
    }

    /**
     * Starts encryption together with the stream's creation; does not count as a call. {@code done} hears the failure, or
     * that there is none, when the key has been tried, {@code creation} from now.
     *
     * @throws AwsException {@code LimitExceededException} for the 501st stream on the key
     */
    public void startAtCreation(
            KeyChoice key, Caller caller, Duration creation, Consumer<Optional<FailureDescription>> done) {
        List<EncryptionEffect> effects;
        synchronized (lock) {
            reserve(key);
            effects = move((Outcome.Moved) EncryptionMachine.on(state, new StartRequested(key)));
        }
        for (EncryptionEffect effect : effects) {
            if (effect instanceof PrepareKey prepare) {
                prepare(prepare, caller, creation, done);
            }
        }
    }

    /**
     * Stops encryption.
     *
     * @throws AwsException {@code ResourceInUseException} while a change is under way, {@code LimitExceededException} for the
     *     26th call in 24 hours
     */
    public void stop(Caller caller) {
        request(new StopRequested(), Optional.empty(), caller, true);
    }

    private void request(EncryptionEvent event, Optional<KeyChoice> key, Caller caller, boolean counts) {
        List<EncryptionEffect> effects;
        synchronized (lock) {
            Outcome outcome = EncryptionMachine.on(state, event);
            if (outcome instanceof Outcome.Refused refused) {
                throw new AwsException(EncryptionErrors.busy(stream.name(), account(), refused.busy()));
            }
            CallWindow next = window.admit(services.clock().instant())
                    .orElseThrow(() -> new AwsException(EncryptionErrors.tooManyCalls(stream.name(), account())));
            key.ifPresent(this::reserve);
            window = counts ? next : window;
            effects = move((Outcome.Moved) outcome);
        }
        carryOut(effects, caller);
    }

    private void reserve(KeyChoice choice) {
        choice.keyArn().ifPresent(key -> {
            if (!services.usage().reserve(key, stream.arn())) {
                throw new AwsException(EncryptionErrors.tooManyStreams(key));
            }
        });
    }

    private void feed(EncryptionEvent event) {
        List<EncryptionEffect> effects;
        synchronized (lock) {
            effects = closed ? leftovers(event) : move((Outcome.Moved) EncryptionMachine.on(state, event));
        }
        carryOut(effects, Caller.root(stream.scope().account()));
    }

    /** What arrives after the stream is gone leaves no grant behind. */
    private static List<EncryptionEffect> leftovers(EncryptionEvent event) {
        if (event instanceof KeyReady ready && ready.key().grant().isPresent()) {
            return List.of(new ScheduleRetirement(ready.key()));
        }
        if (event instanceof KeyRefused refused && refused.abandoned().isPresent()) {
            return List.of(new ScheduleRetirement(refused.abandoned().get()));
        }
        return List.of();
    }

    /** Stores the next state. */
    @GuardedBy("lock")
    private List<EncryptionEffect> move(Outcome.Moved moved) {
        EncryptionState before = state;
        state = moved.next();
        KeyInUse inUse = state.keyInUse().orElse(null);
        sealing = inUse == null ? null : sealingKey(inUse);
        keys.values().removeIf(k -> k != sealing && k.chunks() == 0);
        if (before.status() != state.status()) {
            announce(before, state);
        }
        return moved.effects();
    }

    @GuardedBy("lock")
    private DataKeyCache sealingKey(KeyInUse key) {
        return keys.computeIfAbsent(key.attempt(), a -> {
            DataKeySource source = key.grant().map(grants::dataKeys).orElseGet(() -> services.owned()
                    .forStream(stream.arn()));
            byte[] context = stream.arn().getBytes(StandardCharsets.UTF_8);
            return new DataKeyCache(key, source, context, () -> drained(key));
        });
    }

    private void announce(EncryptionState before, EncryptionState after) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("from", before.status().name());
        details.put("to", after.status().name());
        after.shownKey().ifPresent(k -> {
            details.put("keyType", k.type().name());
            k.keyArn().ifPresent(arn -> details.put("keyArn", arn.value()));
        });
        after.failure().ifPresent(f -> {
            details.put("failureType", f.type().name());
            details.put("failureDetails", f.details());
        });
        services.events().add("EncryptionStatusChanged", stream.scope(), Optional.of(stream.name()), details);
        after.failure()
                .ifPresentOrElse(
                        f -> log.info(
                                "Encryption stream={} from={} to={} failure={} details={}",
                                stream.name(),
                                before.status(),
                                after.status(),
                                f.type(),
                                f.details()),
                        () -> log.info(
                                "Encryption stream={} from={} to={}", stream.name(), before.status(), after.status()));
    }

    private void carryOut(List<EncryptionEffect> effects, Caller caller) {
        for (EncryptionEffect effect : effects) {
            if (effect instanceof PrepareKey prepare) {
                prepare(prepare, caller, services.settings().startDuration(), ignored -> {});
            } else if (effect instanceof ReleaseKey release) {
                release(release);
            } else if (effect instanceof AwaitLag await) {
                tasks.after(services.settings().lag(), "encryption lag of", () -> feed(new LagPassed(await.attempt())));
            } else {
                retireWhenDrained(((ScheduleRetirement) effect).key());
            }
        }
    }

    /** Creates the grant now, tries the key when ENABLING has lasted long enough. */
    private void prepare(
            PrepareKey prepare, Caller caller, Duration duration, Consumer<Optional<FailureDescription>> done) {
        Instant now = services.clock().instant();
        Optional<KeyArn> customerKey = prepare.key().keyArn();
        if (customerKey.isEmpty()) {
            tasks.at(now.plus(duration), "enable encryption of", () -> {
                feed(new KeyReady(new KeyInUse(prepare.attempt(), prepare.key(), Optional.empty())));
                done.accept(Optional.empty());
            });
            return;
        }
        KeyArn key = customerKey.get();
        services.work().execute(() -> {
            Prepared prepared = grants.create(caller, key, now);
            tasks.at(now.plus(duration), "enable encryption of", () -> services.work()
                    .execute(() -> {
                        Optional<FailureDescription> failure =
                                prepared.failure().or(() -> prepared.grant().flatMap(grants::tryOut));
                        Optional<KeyInUse> made = prepared.grant()
                                .map(g -> new KeyInUse(prepare.attempt(), prepare.key(), Optional.of(g)));
                        if (failure.isPresent() || made.isEmpty()) {
                            if (made.isEmpty()) {
                                services.usage().release(key, stream.arn());
                            }
                            feed(new KeyRefused(
                                    prepare.attempt(), failure.orElseThrow(IllegalStateException::new), made));
                        } else {
                            feed(new KeyReady(made.get()));
                        }
                        done.accept(failure);
                    }));
        });
    }

    private void release(ReleaseKey release) {
        tasks.after(services.settings().stopDuration(), "disable encryption of", () -> services.work()
                .execute(() -> {
                    Optional<FailureDescription> failure =
                            release.key().flatMap(KeyInUse::grant).flatMap(grants::checkRetire);
                    feed(
                            failure.isPresent()
                                    ? new ReleaseRefused(release.attempt(), failure.get())
                                    : new KeyReleased(release.attempt()));
                }));
    }

    private void retireWhenDrained(KeyInUse key) {
        boolean now;
        synchronized (lock) {
            retirement.expect(key);
            DataKeyCache seal = keys.get(key.attempt());
            now = seal == null || seal.chunks() == 0;
            if (seal != null) {
                seal.wipe();
            }
        }
        if (now) {
            services.work().execute(() -> retirement.retire(key));
        }
    }

    /** The last chunk sealed under {@code key} has left the buffer; under the lock. */
    private void drained(KeyInUse key) {
        DataKeyCache current = sealing;
        if (current == null || current.key().attempt() != key.attempt()) {
            synchronized (lock) {
                keys.remove(key.attempt());
            }
        }
        if (retirement.isExpected(key)) {
            tasks.after(Duration.ZERO, "retire grant of", () -> services.work().execute(() -> retirement.retire(key)));
        }
    }

    /**
     * Gives up every grant because the stream is being deleted; its buffer is empty already. {@code done} hears what stood
     * against it; with {@code force} nothing does, and the grants that could not be retired are left to the customer.
     */
    public void close(boolean force, Consumer<Optional<FailureDescription>> done) {
        List<KeyInUse> held;
        synchronized (lock) {
            held = new ArrayList<>(retirement.expected());
            state.keyInUse().filter(k -> !held.contains(k)).ifPresent(held::add);
            state.succession()
                    .flatMap(EncryptionState.Succession::next)
                    .filter(k -> !held.contains(k))
                    .ifPresent(held::add);
            held.removeIf(k -> k.grant().isEmpty());
        }
        services.work().execute(() -> closeHeld(held, force, done));
    }

    private void closeHeld(List<KeyInUse> held, boolean force, Consumer<Optional<FailureDescription>> done) {
        for (KeyInUse key : held) {
            GrantRef grant = key.grant().orElseThrow();
            try {
                grants.retire(grant);
            } catch (KmsException e) {
                if (e.failure() == KmsFailure.UNAVAILABLE && !force) {
                    tasks.after(GrantRetirement.RETRY, "delete", () -> services.work()
                            .execute(() -> closeHeld(held, false, done)));
                    return;
                }
                if (!force) {
                    done.accept(Optional.of(grants.retireFailed(grant, e)));
                    return;
                }
                log.warn(
                        "Grant not retired, the customer has to retire it stream={} grant={}",
                        stream.name(),
                        grant.grantId());
            }
        }
        synchronized (lock) {
            closed = true;
            for (KeyInUse key : held) {
                services.usage().release(key.grant().orElseThrow().key(), stream.arn());
            }
            retirement.clear();
            keys.values().forEach(DataKeyCache::wipe);
            sealing = null;
        }
        done.accept(Optional.empty());
    }

    /** What seals records now; null when they are kept in the clear. Cheap enough for every put. */
    public @Nullable DataKeyCache sealing() {
        return sealing;
    }

    /** The state of the machine. */
    public EncryptionState state() {
        synchronized (lock) {
            return state;
        }
    }

    /** What Describe does not show. */
    public Insight insight() {
        Instant now = services.clock().instant();
        synchronized (lock) {
            return new Insight(
                    state,
                    retirement.expected(),
                    window.left(now),
                    window.nextFreeAt(now),
                    state.keyInUse().flatMap(k -> k.choice().keyArn()).map(k -> services.usage()
                            .streamsOf(k)));
        }
    }

    /**
     * What Describe does not show of a stream's encryption.
     *
     * @param awaitingRetirement keys whose grants wait until nothing sealed under them is buffered
     * @param callsLeft Start and Stop calls that would be accepted now
     * @param nextCallFreeAt when the oldest call leaves the window
     * @param streamsOnKey how many streams use the customer managed key in use
     */
    public record Insight(
            EncryptionState state,
            List<KeyInUse> awaitingRetirement,
            int callsLeft,
            Optional<Instant> nextCallFreeAt,
            Optional<Integer> streamsOnKey) {}

    EncryptionServices services() {
        return services;
    }

    StreamIdentity stream() {
        return stream;
    }

    private String account() {
        return stream.scope().account().value();
    }
}
