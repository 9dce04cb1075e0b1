package io.hydrant.firehose.stream;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;

import io.hydrant.aws.AwsException;
import io.hydrant.aws.Caller;
import io.hydrant.aws.Scope;
import io.hydrant.aws.UnavailableException;
import io.hydrant.firehose.encryption.Closing;
import io.hydrant.firehose.encryption.EncryptionState;
import io.hydrant.firehose.encryption.EncryptionStatus;
import io.hydrant.firehose.encryption.EncryptionTimers;
import io.hydrant.firehose.encryption.FailureDescription;
import io.hydrant.source.SourceKind;
import io.hydrant.store.StateCell;
import io.hydrant.store.Timer;
import io.hydrant.store.Timers;
import io.hydrant.store.Versioned;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one mutable home of delivery streams, by account and Region. Thread-safe. Longer than 300 lines, because the whole life of
 * a stream is read in one place.
 */
public final class DeliveryStreams {
    private static final Logger log = LoggerFactory.getLogger(DeliveryStreams.class);

    private final StreamDependencies services;
    private final LiveStreams live = new LiveStreams();

    /** Streams that are gone, while the store still has them because it could not be written. */
    private final Set<LiveStream> owed = ConcurrentHashMap.newKeySet();

    /** Deleted streams with a delivery under way. */
    private final Set<LiveStream> leaving = ConcurrentHashMap.newKeySet();

    public DeliveryStreams(StreamDependencies services) {
        this.services = services;
        handle(StreamTimer.CREATE, stream -> stream.created(Optional.empty()));
        handle(StreamTimer.DELETE, stream -> finishPlannedDeletion(stream, false));
        handle(StreamTimer.FORCE_DELETE, stream -> finishPlannedDeletion(stream, true));
        EncryptionTimers.handle(
                services.encryption(), (scope, name) -> find(scope, name).map(LiveStream::encryption));
    }

    private void handle(StreamTimer timer, Consumer<LiveStream> body) {
        services.timers()
                .handle(timer.kind(), due -> find(due.key().scope(), due.key().id())
                        .ifPresent(body));
    }

    /** The clock that streams live by. */
    public InstantSource clock() {
        return services.clock();
    }

    /**
     * Creates a stream; it is ACTIVE at once, or after its time and, with encryption, after its key has been tried.
     *
     * @throws AwsException {@code ResourceInUseException} when the name is taken, {@code LimitExceededException} for the 501st
     *     stream on a key, or for one above the quota of the account
     */
    public LiveStream create(Scope scope, NewStream wanted, Caller caller) {
        if (live.findOrNull(scope, wanted.name()) == null) {
            services.checkSource(scope, wanted);
        }
        settle();
        Instant now = services.clock().instant();
        DeliveryStream creating = new DeliveryStream(
                scope,
                wanted.name(),
                StreamStatus.CREATING,
                Optional.empty(),
                wanted.source(),
                wanted.destination(),
                1,
                now,
                Optional.empty(),
                Optional.empty(),
                new TreeMap<>(wanted.tags()),
                wanted.warnings());
        Optional<Timer> end = creationEnd(wanted, creating);
        DeliveryStream value = wanted.encryption().isEmpty() && end.isEmpty() ? creating.activeSince(now) : creating;
        StateCell<DeliveryStream> stored = StateCell.create(
                        services.store(),
                        DeliveryStream.keyOf(scope, wanted.name()),
                        value,
                        end.map(timer -> services.timers().keeping(timer)).stream()
                                .toList())
                .orElseThrow(() -> new AwsException(FirehoseErrors.alreadyExists(wanted.name(), scope.account())));
        LiveStream stream = new LiveStream(stored, services);
        live.add(stream);
        int quota = services.limits().streamsPerRegion();
        if (quota > 0 && live.in(scope).size() > quota) {
            forget(stream);
            throw new AwsException(FirehoseErrors.streamQuota(
                    quota,
                    live.in(scope).stream().map(each -> each.value().name()).toList()));
        }
        services.warnOfUnsupported(value);
        try {
            if (wanted.encryption().isPresent()) {
                stream.encryption()
                        .startAtCreation(
                                wanted.encryption().get(),
                                caller,
                                services.settings().createDuration());
            } else {
                end.ifPresentOrElse(services.timers()::arm, () -> stream.begun(now));
            }
        } catch (AwsException | UnavailableException e) {
            forget(stream);
            throw e;
        }
        return stream;
    }

    /** When a stream without encryption is ACTIVE; empty for at once. */
    private Optional<Timer> creationEnd(NewStream wanted, DeliveryStream stream) {
        Duration creation = services.settings().createDuration();
        return wanted.encryption().isPresent() || creation.isZero()
                ? Optional.empty()
                : Optional.of(
                        StreamTimer.CREATE.at(stream, services.clock().instant().plus(creation)));
    }

    private void plan(StreamTimer timer, DeliveryStream stream, Duration after) {
        services.timers().plan(timer.at(stream, services.clock().instant().plus(after)));
    }

    /** A timer that was running already may meet another stream of the name. */
    private void finishPlannedDeletion(LiveStream stream, boolean force) {
        StreamStatus status = stream.value().status();
        if (status == StreamStatus.DELETING || status == StreamStatus.DELETING_FAILED) {
            finishDeletion(stream, force);
        }
    }

    /** The stream of that name; null when there is none. Cheap enough for every put. */
    public @Nullable LiveStream findOrNull(Scope scope, String name) {
        return live.findOrNull(scope, name);
    }

    /** The stream of that name. */
    public Optional<LiveStream> find(Scope scope, String name) {
        return Optional.ofNullable(findOrNull(scope, name));
    }

    /**
     * The stream of that name, for a control call.
     *
     * @throws AwsException {@code ResourceNotFoundException}
     */
    public LiveStream get(Scope scope, String name) {
        return find(scope, name).orElseThrow(() -> new AwsException(FirehoseErrors.notFound(name, scope.account())));
    }

    /** Some names, and whether more follow. */
    public record Names(List<String> names, boolean hasMore) {}

    /** Up to {@code limit} names in byte order, from behind {@code after} on, which need not exist. */
    public Names names(Scope scope, Optional<String> after, int limit, Optional<SourceKind> kind) {
        Collection<LiveStream> rest = after.map(a -> live.in(scope, a)).orElseGet(() -> live.in(scope));
        List<String> names = new ArrayList<>();
        for (LiveStream stream : rest) {
            DeliveryStream value = stream.value();
            if (kind.isPresent() && kind.get() != value.source().kind()) {
                continue;
            }
            if (names.size() == limit) {
                return new Names(names, true);
            }
            names.add(value.name());
        }
        return new Names(names, false);
    }

    /**
     * Deletes a stream and what it has buffered; its grants are retired first.
     *
     * @param force deletes although a grant cannot be retired
     * @throws AwsException {@code ResourceNotFoundException}, {@code ResourceInUseException} while it is CREATING
     */
    public void delete(Scope scope, String name, boolean force) {
        LiveStream stream = get(scope, name);
        boolean[] again = new boolean[1];
        DeliveryStream deleting = stream.update(s -> {
            if (s.status() == StreamStatus.CREATING) {
                throw new AwsException(FirehoseErrors.cannotDeleteWhileCreating(name, scope.account()));
            }
            again[0] = s.status() == StreamStatus.DELETING;
            return s.withStatus(StreamStatus.DELETING, Optional.empty());
        });
        if (again[0] && !force) {
            return;
        }
        services.statusChanged(deleting);
        leaving.add(stream);
        CompletableFuture<?> unused = stream.dropRecords().whenComplete((done, failure) -> leaving.remove(stream));
        if (services.settings().deleteDuration().isZero()) {
            finishDeletion(stream, force);
        } else {
            plan(
                    force ? StreamTimer.FORCE_DELETE : StreamTimer.DELETE,
                    deleting,
                    services.settings().deleteDuration());
        }
    }

    private void finishDeletion(LiveStream stream, boolean force) {
        stream.encryption().close(force, new Closing() {
            @Override
            public void closed() {
                forget(stream);
                log.info("Delivery stream deleted stream={}", stream.value().name());
            }

            @Override
            public void refused(FailureDescription why) {
                stream.move(StreamStatus.DELETING, StreamStatus.DELETING_FAILED, Optional.of(why));
            }

            @Override
            public void unavailable() {
                DeliveryStream value = stream.value();
                if (findOrNull(value.scope(), value.name()) == stream) {
                    plan(StreamTimer.DELETE, value, Closing.RETRY);
                }
            }
        });
    }

    /** The stream is gone for every caller. If the store cannot be written, it forgets the stream later. */
    private void forget(LiveStream stream) {
        if (live.remove(stream)) {
            try {
                takeOut(stream);
            } catch (UnavailableException e) {
                log.warn(
                        "A stream stays in the store until that can be written stream={}: {}",
                        stream.value().name(),
                        e.getMessage());
                owed.add(stream);
            }
        }
    }

    private void takeOut(LiveStream stream) {
        DeliveryStream value = stream.value();
        for (StreamTimer timer : StreamTimer.values()) {
            services.timers().cancel(timer.key(value));
        }
        stream.forget();
    }

    /** Takes out of the store what it should have forgotten; before a name may be given again. */
    private void settle() {
        List.copyOf(owed).forEach(stream -> {
            takeOut(stream);
            owed.remove(stream);
        });
    }

    /** Brings the streams that the store knows to life, after a start; {@link Timers#resume} is to follow. */
    public void restore() {
        LeftRecords records = new LeftRecords(services.records());
        for (Versioned<DeliveryStream> kept : services.store().list(DeliveryStream.KIND)) {
            LiveStream stream = new LiveStream(StateCell.of(services.store(), kept), services);
            live.add(stream);
            records.restore(stream);
            stream.encryption().resume();
            stream.resume();
            goOn(stream, kept.value());
        }
        EncryptionTimers.resume(services.encryption());
        records.dropOthers();
    }

    /** Makes up for what a process left undone when it was killed between two commits. */
    private void goOn(LiveStream stream, DeliveryStream value) {
        EncryptionState encryption = stream.encryption().state();
        if (value.status() == StreamStatus.CREATING
                && !encryption.status().isBusy()
                && !isPlanned(StreamTimer.CREATE, value)) {
            if (encryption.status()
                    == EncryptionStatus.DISABLED) { // its encryption never began, so nobody was answered
                forget(stream);
            } else {
                stream.created(encryption.failure());
            }
        }
        if (value.status() == StreamStatus.DELETING
                && !isPlanned(StreamTimer.DELETE, value)
                && !isPlanned(StreamTimer.FORCE_DELETE, value)) {
            plan(StreamTimer.DELETE, value, Duration.ZERO);
        }
    }

    private boolean isPlanned(StreamTimer timer, DeliveryStream stream) {
        return services.store().get(timer.key(stream)).isPresent();
    }

    /** Whether what is put outlives the process. */
    public boolean keepsRecords() {
        return services.records().isPresent();
    }

    /** Every stream there is. */
    public List<LiveStream> all() {
        return live.all();
    }

    /**
     * Discards the matching streams with all they hold, also their grants.
     *
     * @return completes when none of their deliveries is under way any more
     */
    public CompletableFuture<Void> reset(Predicate<DeliveryStream> which) {
        List<CompletableFuture<Void>> ends = new ArrayList<>();
        for (LiveStream stream : all()) {
            if (which.test(stream.value())) {
                forget(stream);
                stream.update(s -> s.withStatus(StreamStatus.DELETING, Optional.empty()));
                ends.add(stream.discard());
                stream.encryption().close(true, Closing.UNHEARD);
            }
        }
        for (LiveStream stream : leaving) {
            if (which.test(stream.value())) {
                ends.add(stream.discard());
            }
        }
        return CompletableFuture.allOf(ends.toArray(CompletableFuture[]::new));
    }
}
