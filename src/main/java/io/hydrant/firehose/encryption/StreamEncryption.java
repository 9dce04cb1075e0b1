package io.hydrant.firehose.encryption;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.hydrant.aws.AwsException;
import io.hydrant.aws.Caller;
import io.hydrant.firehose.encryption.EncryptionEffect.PrepareKey;
import io.hydrant.firehose.encryption.EncryptionEffect.ScheduleRetirement;
import io.hydrant.firehose.encryption.EncryptionEvent.KeyReady;
import io.hydrant.firehose.encryption.EncryptionEvent.KeyRefused;
import io.hydrant.firehose.encryption.EncryptionEvent.KeyReleased;
import io.hydrant.firehose.encryption.EncryptionEvent.LagPassed;
import io.hydrant.firehose.encryption.EncryptionEvent.ReleaseRefused;
import io.hydrant.firehose.encryption.EncryptionEvent.StartRequested;
import io.hydrant.firehose.encryption.EncryptionEvent.StopRequested;
import io.hydrant.firehose.encryption.EncryptionStep.Moved;
import io.hydrant.firehose.encryption.EncryptionStep.Request;
import io.hydrant.firehose.encryption.GrantManager.Prepared;
import io.hydrant.record.EncryptedWith;
import io.hydrant.service.kms.GrantRef;
import io.hydrant.service.kms.KeyArn;
import io.hydrant.service.kms.KmsException;
import io.hydrant.service.kms.KmsFailure;
import io.hydrant.store.Change;
import io.hydrant.store.StateCell;
import io.hydrant.store.StateCell.Step;
import io.hydrant.store.Timer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The encryption of one delivery stream at work: feeds the {@link EncryptionMachine} under the stream's lock, stores what it
 * says with the timers that follow from it, and runs its other effects outside of the lock. Thread-safe. Longer than 300 lines, because
 * one lock guards the state and the work that it asks for.
 */
public final class StreamEncryption {
    private static final Logger log = LoggerFactory.getLogger(StreamEncryption.class);

    private final StreamIdentity stream;
    private final EncryptionServices services;
    private final GrantManager grants;
    private final Object lock;
    private final Consumer<Optional<FailureDescription>> tried;
    private final EncryptionTimers timers;
    private final EncryptionStep steps;
    private final GrantRetirement retirement;

    /** Changed under the lock when the keys change, so that {@link #sealing} goes with it. */
    private final StateCell<StoredEncryption> stored;

    @GuardedBy("lock")
    private final Map<Long, DataKeyCache> keys = new LinkedHashMap<>();

    /** What follows from the stored state for each put: a copy, no state. */
    private volatile @Nullable DataKeyCache sealing;

    /**
     * @param lock guards the stream and its buffer; never held while KMS is asked
     * @param tried receives the failure, or none, when the key of a stream that is created with encryption has been tried
     */
    public StreamEncryption(
            StreamIdentity stream,
            EncryptionServices services,
            Object lock,
            Consumer<Optional<FailureDescription>> tried) {
        this.stream = stream;
        this.services = services;
        this.grants = new GrantManager(services.keys(), stream);
        this.lock = lock;
        this.tried = tried;
        this.timers = new EncryptionTimers(stream, services);
        this.steps = new EncryptionStep(timers, services);
        this.stored = StateCell.of(services.store(), StoredEncryption.keyOf(stream), StoredEncryption.NONE);
        this.retirement = new GrantRetirement(grants, stream, services, timers, stored);
        synchronized (lock) {
            follow(stored.value().state());
        }
    }

    /**
     * Starts encryption or changes its key.
     *
     * @throws AwsException {@code ResourceInUseException} while a change is under way, {@code LimitExceededException} for the
     *     26th call in 24 hours or the 501st stream on the key
     */
    public void start(KeyChoice key, Caller caller) {
        request(new StartRequested(key), new Request(caller, services.settings().startDuration(), false));
    }

    /**
     * Starts encryption together with the stream's creation; does not count as a call. The key is tried {@code creation} from now.
     *
     * @throws AwsException {@code LimitExceededException} for the 501st stream on the key
     */
    public void startAtCreation(KeyChoice key, Caller caller, Duration creation) {
        request(new StartRequested(key), new Request(caller, creation, true));
    }

    /**
     * Stops encryption.
     *
     * @throws AwsException {@code ResourceInUseException} while a change is under way, {@code LimitExceededException} for the
     *     26th call in 24 hours
     */
    public void stop(Caller caller) {
        request(new StopRequested(), new Request(caller, Duration.ZERO, false));
    }

    private void request(EncryptionEvent event, Request request) {
        Moved moved;
        synchronized (lock) {
            moved = stored.step(now -> {
                Outcome outcome = EncryptionMachine.on(now.state(), event);
                if (outcome instanceof Outcome.Refused refused) {
                    throw new AwsException(EncryptionErrors.busy(stream.name(), account(), refused.busy()));
                }
                StoredEncryption counted = request.creation() ? now : now.with(admitted(now.window()));
                return steps.after(counted, (Outcome.Moved) outcome, Optional.of(request), reserving(event));
            });
            follow(moved);
        }
        carryOut(moved);
    }

    private CallWindow admitted(CallWindow window) {
        return window.admit(services.clock().instant())
                .orElseThrow(() -> new AwsException(EncryptionErrors.tooManyCalls(stream.name(), account())));
    }

    private List<Change<?>> reserving(EncryptionEvent event) {
        if (!(event instanceof StartRequested start) || start.key().keyArn().isEmpty()) {
            return List.of();
        }
        KeyArn key = start.key().keyArn().get();
        return List.of(services.usage()
                .reserving(key, stream.arn())
                .orElseThrow(() -> new AwsException(EncryptionErrors.tooManyStreams(key))));
    }

    /** False when the stream is gone: {@link #close} has taken care of what was being prepared. */
    private boolean feed(EncryptionEvent event) {
        Moved moved;
        synchronized (lock) {
            if (stored.value().closed()) {
                return false;
            }
            moved = stored.step(now -> steps.after(
                    now, (Outcome.Moved) EncryptionMachine.on(now.state(), event), Optional.empty(), List.of()));
            follow(moved);
        }
        carryOut(moved);
        return true;
    }

    /** What is not kept follows what has been stored. */
    @GuardedBy("lock")
    private void follow(Moved moved) {
        EncryptionState now = stored.value().state();
        follow(now);
        StatusReport.report(stream, services.events(), moved.before(), now);
        moved.planned().forEach(services.timers()::arm);
    }

    @GuardedBy("lock")
    private void follow(EncryptionState now) {
        KeyInUse inUse = now.keyInUse().orElse(null);
        sealing = inUse == null ? null : sealingKey(inUse);
        keys.values().removeIf(k -> k != sealing && k.chunks() == 0);
    }

    @GuardedBy("lock")
    private DataKeyCache sealingKey(KeyInUse key) {
        return keys.computeIfAbsent(key.attempt(), a -> {
            DataKeySource source = key.grant().map(grants::dataKeys).orElseGet(() -> services.owned()
                    .forStream(stream));
            byte[] context = stream.arn().getBytes(StandardCharsets.UTF_8);
            return new DataKeyCache(key, source, context, () -> drained(key));
        });
    }

    private void carryOut(Moved moved) {
        for (EncryptionEffect effect : moved.effects()) {
            if (effect instanceof PrepareKey) {
                stored.value().preparation().ifPresent(this::createGrant);
            } else if (effect instanceof ScheduleRetirement schedule) {
                retireWhenDrained(schedule.key());
            }
        }
    }

    /** Creates the grant on a customer managed key. */
    private void createGrant(Preparation preparation) {
        preparation.key().keyArn().ifPresent(key -> services.work()
                .execute(() -> prepared(preparation, grants.create(preparation, key))));
    }

    /** Keeps what came of creating the grant, until ENABLING has lasted long enough. */
    private void prepared(Preparation preparation, Prepared answer) {
        Preparation done = preparation.with(answer);
        boolean awaited = stored.step(now -> {
            Timer timer = timers.enable(done.due());
            boolean same = now.preparation().filter(preparation::equals).isPresent();
            return same
                    ? new Step<>(now.with(done), List.of(services.timers().keeping(timer)), true)
                    : new Step<>(now, List.of(), false);
        });
        if (awaited) {
            services.timers().arm(timers.enable(done.due()));
        } else {
            giveUp(done);
        }
    }

    /** The stream was deleted while its key was being prepared. */
    private void giveUp(Preparation preparation) {
        preparation.made().ifPresentOrElse(key -> services.leftovers().add(stream, key), () -> preparation
                .key()
                .keyArn()
                .ifPresent(key -> services.usage().release(key, stream.arn())));
    }

    /** ENABLING has lasted long enough: tries the key. */
    void enableDue() {
        stored.value().preparation().ifPresent(preparation -> {
            if (preparation.key().keyArn().isEmpty()) {
                feed(new KeyReady(new KeyInUse(preparation.attempt(), preparation.key(), Optional.empty())));
                tell(preparation, Optional.empty());
            } else if (preparation.prepared().isPresent()) {
                services.work()
                        .execute(
                                () -> tryOut(preparation, preparation.prepared().get()));
            }
        });
    }

    private void tryOut(Preparation preparation, Prepared prepared) {
        Optional<FailureDescription> failure =
                prepared.failure().or(() -> prepared.grant().flatMap(grants::tryOut));
        Optional<KeyInUse> made = preparation.made();
        if (failure.isPresent() || made.isEmpty()) {
            FailureDescription why = failure.orElseThrow(IllegalStateException::new);
            if (feed(new KeyRefused(preparation.attempt(), why, made)) && made.isEmpty()) {
                preparation.key().keyArn().ifPresent(key -> services.usage().release(key, stream.arn()));
            }
        } else {
            feed(new KeyReady(made.get()));
        }
        tell(preparation, failure);
    }

    private void tell(Preparation preparation, Optional<FailureDescription> failure) {
        if (preparation.creation()) {
            tried.accept(failure);
        }
    }

    /** DISABLING has lasted long enough: sees whether the key can be let go. */
    void disableDue() {
        EncryptionState now = state();
        if (now.status() != EncryptionStatus.DISABLING) {
            return;
        }
        services.work().execute(() -> {
            Optional<FailureDescription> failure =
                    now.keyInUse().flatMap(KeyInUse::grant).flatMap(grants::checkRetire);
            feed(
                    failure.isPresent()
                            ? new ReleaseRefused(now.attempt(), failure.get())
                            : new KeyReleased(now.attempt()));
        });
    }

    /** Records follow the latest status from now on. */
    void lagOver() {
        feed(new LagPassed(state().attempt()));
    }

    /** The grant of the key that this attempt has prepared is to be retired, or tried again. */
    void retirementDue(long attempt, boolean first) {
        stored.value().retiring().stream()
                .filter(key -> key.attempt() == attempt)
                .forEach(key -> services.work().execute(() -> retirement.retire(key, first)));
    }

    private void retireWhenDrained(KeyInUse key) {
        boolean now;
        synchronized (lock) {
            DataKeyCache seal = keys.get(key.attempt());
            now = seal == null || seal.chunks() == 0;
            if (seal != null) {
                seal.wipe();
            }
        }
        if (now) {
            services.work().execute(() -> retirement.retire(key, true));
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
            services.timers().plan(timers.retire(key));
        }
    }

    /** Goes on with what the store says, after a start. */
    public void resume() {
        StoredEncryption last = stored.value();
        last.preparation().filter(each -> each.prepared().isEmpty()).ifPresent(this::createGrant);
        last.retiring().forEach(this::retireWhenDrained);
    }

    /**
     * Gives up every grant because the stream is being deleted; its buffer is empty already. {@code end} receives the outcome;
     * with {@code force} nothing stands against it, and the grants that could not be retired are left to the customer.
     */
    public void close(boolean force, Closing end) {
        services.work().execute(() -> close(stored.value().held(), force, end));
    }

    private void close(List<KeyInUse> held, boolean force, Closing end) {
        for (KeyInUse key : held) {
            GrantRef grant = key.grant().orElseThrow();
            try {
                grants.retire(grant);
            } catch (KmsException e) {
                if (!force && e.failure() == KmsFailure.UNAVAILABLE) {
                    end.unavailable();
                    return;
                }
                if (!force) {
                    end.refused(grants.retireFailed(grant, e));
                    return;
                }
                log.warn(
                        "Grant not retired, the customer has to retire it stream={} grant={}",
                        stream.name(),
                        grant.grantId());
            }
        }
        StoredEncryption last;
        synchronized (lock) {
            last = stored.step(now -> new Step<>(now.close(), List.of(), now));
            keys.values().forEach(DataKeyCache::wipe);
            sealing = null;
        }
        for (KeyInUse key : last.held()) {
            if (held.contains(key)) {
                services.usage().release(key.grant().orElseThrow().key(), stream.arn());
            } else {
                services.leftovers().add(stream, key);
            }
        }
        last.preparation().filter(each -> each.prepared().isPresent()).ifPresent(this::giveUp);
        end.closed();
    }

    /** Takes state and timers out of the store, because the stream is gone; before its name is free again. */
    public void forget() {
        timers.cancel(stored.value());
        stored.remove();
    }

    /** What seals records now; null when they are kept in the clear. Cheap enough for every put. */
    public @Nullable DataKeyCache sealing() {
        return sealing;
    }

    /** The key that a process before this one sealed records under, by its name; under the lock. */
    public EncryptedWith keyOf(String name) {
        synchronized (lock) {
            String[] words = name.split(" ", 2);
            long attempt = Long.parseLong(words[0]);
            KeyInUse key = stored.value().known(attempt);
            return new SealedDataKey(sealingKey(key), Base64.getDecoder().decode(words[1]));
        }
    }

    /** The state of the machine. */
    public EncryptionState state() {
        return stored.value().state();
    }

    /** What Describe does not show. */
    public Insight insight() {
        Instant now = services.clock().instant();
        StoredEncryption seen = stored.value();
        return new Insight(
                seen.state(),
                Stream.concat(seen.retiring().stream(), services.leftovers().of(stream).stream())
                        .toList(),
                seen.window().left(now),
                seen.window().nextFreeAt(now),
                seen.state().keyInUse().flatMap(k -> k.choice().keyArn()).map(k -> services.usage()
                        .streamsOf(k)));
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
