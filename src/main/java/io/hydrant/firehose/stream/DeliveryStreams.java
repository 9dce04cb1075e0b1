package io.hydrant.firehose.stream;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Predicate;

import io.hydrant.aws.AwsException;
import io.hydrant.aws.Caller;
import io.hydrant.aws.Scope;
import io.hydrant.firehose.encryption.FailureDescription;
import io.hydrant.source.SourceKind;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one mutable home of delivery streams, by account and Region. Thread-safe. */
public final class DeliveryStreams {
    private static final Logger log = LoggerFactory.getLogger(DeliveryStreams.class);

    private final StreamDependencies services;
    private final ConcurrentHashMap<Scope, Streams> scopes = new ConcurrentHashMap<>();

    /** Deleted streams with a delivery under way. */
    private final Set<LiveStream> leaving = ConcurrentHashMap.newKeySet();

    public DeliveryStreams(StreamDependencies services) {
        this.services = services;
    }

    /** The clock that streams live by. */
    public InstantSource clock() {
        return services.clock();
    }

    private static final class Streams {
        private final ConcurrentHashMap<String, LiveStream> byName = new ConcurrentHashMap<>();
        private final NavigableMap<String, LiveStream> inOrder = new ConcurrentSkipListMap<>();
    }

    /**
     * Creates a stream; it is ACTIVE at once, or after its time and, with encryption, after its key has been tried.
     *
     * @throws AwsException {@code ResourceInUseException} when the name is taken, {@code LimitExceededException} for the 501st
     *     stream on a key, or for one above the quota of the account
     */
    public LiveStream create(Scope scope, NewStream wanted, Caller caller) {
        Instant now = services.clock().instant();
        DeliveryStream value = new DeliveryStream(
                scope,
                wanted.name(),
                StreamStatus.CREATING,
                Optional.empty(),
                wanted.source(),
                wanted.destination(),
                1,
                now,
                Optional.empty(),
                new TreeMap<>(wanted.tags()),
                wanted.warnings());
        LiveStream stream = new LiveStream(value, services);
        Streams streams = scopes.computeIfAbsent(scope, s -> new Streams());
        if (streams.byName.putIfAbsent(wanted.name(), stream) != null) {
            throw new AwsException(FirehoseErrors.alreadyExists(wanted.name(), scope.account()));
        }
        int quota = services.limits().streamsPerRegion();
        if (quota > 0 && streams.byName.size() > quota) {
            streams.byName.remove(wanted.name(), stream);
            throw new AwsException(FirehoseErrors.streamQuota(quota, List.copyOf(streams.inOrder.keySet())));
        }
        streams.inOrder.put(wanted.name(), stream);
        services.warnOfUnsupported(value);
        try {
            activate(stream, wanted, caller);
        } catch (AwsException e) {
            forget(stream);
            throw e;
        }
        return stream;
    }

    private void activate(LiveStream stream, NewStream wanted, Caller caller) {
        if (wanted.encryption().isPresent()) {
            stream.encryption()
                    .startAtCreation(
                            wanted.encryption().get(),
                            caller,
                            services.settings().createDuration(),
                            failure -> {
                                created(stream, failure);
                            });
        } else if (services.settings().createDuration().isZero()) {
            created(stream, Optional.empty());
        } else {
            plan(StreamTimer.Kind.CREATE, stream.value(), services.settings().createDuration());
        }
    }

    private void plan(StreamTimer.Kind kind, DeliveryStream stream, Duration after) {
        Instant due = services.clock().instant().plus(after);
        StreamTimer timer = new StreamTimer(kind, stream.scope(), stream.name(), stream.created(), due);
        services.scheduler().at(due, timer.what(), stream.arn(), () -> due(timer));
    }

    private void due(StreamTimer timer) {
        LiveStream stream = findOrNull(timer.scope(), timer.name());
        if (stream == null || !stream.value().created().equals(timer.created())) {
            return;
        }
        switch (timer.kind()) {
            case CREATE -> created(stream, Optional.empty());
            case DELETE -> finishPlannedDeletion(stream, false);
            case FORCE_DELETE -> finishPlannedDeletion(stream, true);
        }
    }

    /** A clock that stands still may have let another stream of the name be created at the same instant. */
    private void finishPlannedDeletion(LiveStream stream, boolean force) {
        StreamStatus status = stream.value().status();
        if (status == StreamStatus.DELETING || status == StreamStatus.DELETING_FAILED) {
            finishDeletion(stream, force);
        }
    }

    private void created(LiveStream stream, Optional<FailureDescription> failure) {
        change(
                stream,
                StreamStatus.CREATING,
                failure.isPresent() ? StreamStatus.CREATING_FAILED : StreamStatus.ACTIVE,
                failure);
    }

    private void change(LiveStream stream, StreamStatus from, StreamStatus to, Optional<FailureDescription> failure) {
        DeliveryStream next = stream.update(s -> s.status() == from ? s.withStatus(to, failure) : s);
        if (next.status() == to) {
            services.statusChanged(next);
        }
    }

    /** The stream of that name; null when there is none. Cheap enough for every put. */
    public @Nullable LiveStream findOrNull(Scope scope, String name) {
        Streams streams = scopes.get(scope);
        return streams == null ? null : streams.byName.get(name);
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
        Streams streams = scopes.get(scope);
        if (streams == null) {
            return new Names(List.of(), false);
        }
        Collection<LiveStream> rest = after.map(a -> streams.inOrder.tailMap(a, false))
                .orElse(streams.inOrder)
                .values();
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
                    force ? StreamTimer.Kind.FORCE_DELETE : StreamTimer.Kind.DELETE,
                    deleting,
                    services.settings().deleteDuration());
        }
    }

    private void finishDeletion(LiveStream stream, boolean force) {
        stream.encryption().close(force, failure -> {
            if (failure.isPresent()) {
                change(stream, StreamStatus.DELETING, StreamStatus.DELETING_FAILED, failure);
            } else {
                forget(stream);
                log.info("Delivery stream deleted stream={}", stream.value().name());
            }
        });
    }

    private void forget(LiveStream stream) {
        DeliveryStream value = stream.value();
        Streams streams = scopes.get(value.scope());
        if (streams != null && streams.byName.remove(value.name(), stream)) {
            streams.inOrder.remove(value.name(), stream);
        }
    }

    /** Every stream there is. */
    public List<LiveStream> all() {
        return scopes.values().stream()
                .flatMap(s -> s.inOrder.values().stream())
                .toList();
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
                stream.encryption().close(true, failure -> {});
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
