package io.hydrant.service.kms.embedded.key;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Pattern;

import io.hydrant.aws.AccountId;
import io.hydrant.aws.Arn;
import io.hydrant.aws.Region;
import io.hydrant.aws.Scope;
import io.hydrant.store.StateKey;
import io.hydrant.store.Timer;
import io.hydrant.store.Timers;

/** The one mutable home of keys and aliases. Everything but the lock itself is to be called under {@link #locked}. */
public final class KmsState {
    private static final Pattern KEY_ID =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|mrk-[0-9a-f]{32}");

    /** About what each takes; measured. */
    private static final long KEY_BYTES = 3 * 1024;

    private static final long GRANT_BYTES = 1024;
    private static final long ALIAS_BYTES = 512;

    /** An RSA pair of 4,096 bits, with what the JDK keeps of it encoded; a guess. */
    private static final long PAIR_BYTES = 8 * 1024;

    private static final long POLICY_WEIGHT = 3;

    private final InstantSource clock;
    private final Timers timers;

    private final ReentrantLock lock = new ReentrantLock();
    private final AtomicLong epoch = new AtomicLong(1);
    private final Map<Scope, Map<String, Key>> keys = new HashMap<>();
    private final Map<Scope, SortedMap<String, Alias>> aliases = new HashMap<>();

    public KmsState(InstantSource clock, Timers timers) {
        this.clock = clock;
        this.timers = timers;
    }

    /** Says what is to be done when a timer of a key is due; {@code body} is called under the lock, if the key is still there. */
    public void handle(KeyTimer kind, Consumer<Key> body) {
        timers.handle(
                kind.kind(),
                timer -> locked(() -> {
                    String id = timer.key().id();
                    int slash = id.indexOf('/');
                    find(timer.key().scope(), slash < 0 ? id : id.substring(0, slash))
                            .ifPresent(body);
                    return id;
                }));
    }

    /** Plans what happens to the key, in place of what was planned before. */
    public void plan(KeyTimer kind, Key key, Instant due) {
        timers.plan(new Timer(kind.of(key), due, kind.what + key.id, ""));
    }

    /** Nothing of that kind happens to the key any more. */
    public void cancel(KeyTimer kind, Key key) {
        timers.cancel(kind.of(key));
    }

    /** Plans the end of imported material, in place of the one before; empty cancels it. */
    public void planExpiry(Key key, ImportedMaterial material, Optional<Instant> due) {
        StateKey<Timer> timer = KeyTimer.EXPIRE.of(key, material);
        due.ifPresentOrElse(
                end -> timers.plan(new Timer(timer, end, KeyTimer.EXPIRE.what + key.id, "")),
                () -> timers.cancel(timer));
    }

    /** Runs {@code body} while no other thread reads or changes keys. */
    public <T> T locked(Supplier<T> body) {
        lock.lock();
        try {
            return body.get();
        } finally {
            lock.unlock();
        }
    }

    /** Something that decides about access or use has changed. */
    public void changed() {
        epoch.incrementAndGet();
    }

    /** A number that changes with {@link #changed}. Needs no lock. */
    public long epoch() {
        return epoch.get();
    }

    /** Made with the first key or token: to seed it costs a start that makes none. Needs no lock. */
    public SecureRandom random() {
        return Randomness.SOURCE;
    }

    private static final class Randomness {
        private static final SecureRandom SOURCE = new SecureRandom();
    }

    /** The time on the movable clock. Needs no lock. */
    public Instant now() {
        return clock.instant();
    }

    /** An id that no key has. */
    public String newKeyId(boolean multiRegion) {
        byte[] bytes = new byte[16];
        random().nextBytes(bytes);
        String uuid = UUID.nameUUIDFromBytes(bytes).toString();
        return multiRegion ? "mrk-" + uuid.replace("-", "") : uuid;
    }

    /** Adds a key to its account and Region. */
    public void add(Key key) {
        keys.computeIfAbsent(key.scope, scope -> new LinkedHashMap<>()).put(key.id, key);
        changed();
    }

    /** Forgets the key with its aliases and grants. */
    public void remove(Key key) {
        forget(key);
        keys.getOrDefault(key.scope, new HashMap<>()).remove(key.id);
        aliasesIn(key.scope).values().removeIf(alias -> alias.targetKeyId().equals(key.id));
        changed();
    }

    /** Forgets the keys and aliases of the scopes that match, with their timers. */
    public void removeAll(Predicate<Scope> scopes) {
        keys.forEach((scope, all) -> {
            if (scopes.test(scope)) {
                all.values().forEach(this::forget);
            }
        });
        keys.keySet().removeIf(scopes);
        aliases.keySet().removeIf(scopes);
        changed();
    }

    private void forget(Key key) {
        cancel(KeyTimer.DELETE, key);
        cancel(KeyTimer.ROTATE, key);
        key.imports.all().forEach(material -> planExpiry(key, material, Optional.empty()));
        key.related().ifPresent(keys -> keys.remove(key));
    }

    /** Whether the key is still there. */
    public boolean contains(Key key) {
        return keys.getOrDefault(key.scope, Map.of()).get(key.id) == key;
    }

    /** The keys of one account and Region, oldest first. */
    public List<Key> keysIn(Scope scope) {
        return List.copyOf(keys.getOrDefault(scope, Map.of()).values());
    }

    /** The keys of all accounts in one Region. */
    public List<Key> keysIn(Region region) {
        List<Key> all = new ArrayList<>();
        keys.forEach((scope, each) -> {
            if (scope.region().equals(region)) {
                all.addAll(each.values());
            }
        });
        return all;
    }

    /** The key with this id. */
    public Optional<Key> find(Scope scope, String keyId) {
        return Optional.ofNullable(keys.getOrDefault(scope, Map.of()).get(keyId));
    }

    /** About how many bytes keys, their policies, grants and aliases take. */
    public long bytes() {
        long sum = 0;
        for (Map<String, Key> each : keys.values()) {
            for (Key key : each.values()) {
                sum += KEY_BYTES
                        + GRANT_BYTES * key.grants.size()
                        + (key.hasPair() ? PAIR_BYTES : 0)
                        + POLICY_WEIGHT * key.policy.json().length();
            }
        }
        for (SortedMap<String, Alias> each : aliases.values()) {
            sum += ALIAS_BYTES * each.size();
        }
        return sum;
    }

    /** The aliases of one account and Region by name, to be read and changed. */
    public SortedMap<String, Alias> aliasesIn(Scope scope) {
        return aliases.computeIfAbsent(scope, any -> new TreeMap<>());
    }

    /** The names of the aliases that stand for the key. */
    public List<String> aliasNamesOf(Key key) {
        return aliasesIn(key.scope).values().stream()
                .filter(alias -> alias.targetKeyId().equals(key.id))
                .map(Alias::name)
                .toList();
    }

    /**
     * The key that {@code given} names in a call to {@code endpoint}.
     *
     * @throws io.hydrant.aws.AwsException {@code NotFoundException}, {@code InvalidArnException}
     */
    public Key resolve(Scope endpoint, String given, boolean aliasesToo) {
        Scope home = endpoint;
        String resource = given;
        if (given.startsWith("arn:")) {
            Arn arn = Arn.parse(given)
                    .filter(each -> each.service().equals("kms") && AccountId.isAccountId(each.account()))
                    .orElseThrow(() -> KmsErrors.invalidArn(given));
            if (!arn.region().equals(endpoint.region().value())) {
                throw KmsErrors.wrongRegion(arn.region());
            }
            home = new Scope(new AccountId(arn.account()), endpoint.region());
            resource = arn.resource();
            if (!resource.startsWith("key/") && !resource.startsWith("alias/")) {
                throw KmsErrors.invalidArn(given);
            }
            if (resource.startsWith("key/")) {
                return byId(home, resource.substring(4));
            }
        }
        if (!resource.startsWith("alias/")) {
            return byId(home, resource);
        }
        if (!aliasesToo) {
            throw KmsErrors.aliasNotSupported();
        }
        Alias alias = aliasesIn(home).get(resource);
        if (alias == null) {
            throw KmsErrors.aliasNotFound(home.arn("kms", resource).toString());
        }
        return byId(home, alias.targetKeyId());
    }

    private Key byId(Scope home, String id) {
        if (!KEY_ID.matcher(id).matches()) {
            throw KmsErrors.invalidKeyId(id);
        }
        return find(home, id)
                .orElseThrow(
                        () -> KmsErrors.keyNotFound(home.arn("kms", "key/" + id).toString()));
    }
}
