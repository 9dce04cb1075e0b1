package io.hydrant.service.kms.embedded.key;

import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

import io.hydrant.aws.Region;
import io.hydrant.aws.Scope;
import io.hydrant.store.Secret;
import io.hydrant.store.StateKey;
import io.hydrant.store.Timer;
import io.hydrant.store.Timers;

/** The one mutable home of keys and aliases. Everything but the lock itself is to be called under {@link #locked}. */
public final class KmsState {
    private final InstantSource clock;
    private final Timers timers;

    private final KmsLock lock;
    private final AtomicLong epoch = new AtomicLong(1);
    private final Map<Scope, Map<String, Key>> keys = new HashMap<>();
    private final Map<Scope, SortedMap<String, Alias>> aliases = new HashMap<>();
    private final StoredKms stored;
    private final KeyNames names = new KeyNames(this);

    /** Of the key or grant that was made last. */
    private long number;

    public KmsState(InstantSource clock, Timers timers) {
        this.clock = clock;
        this.timers = timers;
        this.stored = new StoredKms(timers);
        this.lock = new KmsLock(stored.changes(), this::reload);
    }

    /** Takes what the store has, after a start. */
    public void restore() {
        number = stored.restore(this);
        changed();
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
        stored.changes().plan(new Timer(kind.of(key), due, kind.what + key.id, ""));
    }

    /** Nothing of that kind happens to the key any more. */
    public void cancel(KeyTimer kind, Key key) {
        stored.changes().cancel(kind.of(key));
    }

    /** Plans the end of imported material, in place of the one before; empty cancels it. */
    public void planExpiry(Key key, ImportedMaterial material, Optional<Instant> due) {
        StateKey<Timer> timer = KeyTimer.EXPIRE.of(key, material);
        due.ifPresentOrElse(
                end -> stored.changes().plan(new Timer(timer, end, KeyTimer.EXPIRE.what + key.id, "")),
                () -> stored.changes().cancel(timer));
    }

    /**
     * Runs {@code body} while no other thread reads or changes keys. Its changes are in the store when this returns.
     *
     * @throws io.hydrant.store.StoreException when they cannot be written; they are undone then
     */
    public <T> T locked(Supplier<T> body) {
        return lock.locked(body);
    }

    private void reload() {
        keys.clear();
        aliases.clear();
        restore();
    }

    /** Saves a key that has changed. */
    void save(Key key) {
        stored.save(key, () -> find(key.scope, key.id));
    }

    /**
     * The key pair of the key, made when it is first needed, or imported. Takes the lock itself.
     *
     * @throws io.hydrant.aws.AwsException {@code UnsupportedOperationException} where there is none for the key spec
     */
    public KeyPair pair(Key key) {
        Material material = key.material;
        KeyPair known = material.pair;
        if (known != null) {
            return known;
        }
        KeyPair made = material.make(key.spec, random());
        return locked(() -> {
            KeyPair first = material.pair;
            if (first == null) {
                first = made;
                key.importPair(made);
            }
            return first;
        });
    }

    /** Something that decides about access or use has changed. */
    public void changed() {
        epoch.incrementAndGet();
    }

    /** A number that changes with {@link #changed}. Needs no lock. */
    public long epoch() {
        return epoch.get();
    }

    /** What import tokens of an account and Region are under. Needs no lock. */
    public Secret tokenKey(Scope scope) {
        return stored.tokenKey(scope, random());
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
        key.number = ++number;
        key.material.number = key.material.users == 0 ? key.number : key.material.number;
        key.related().filter(keys -> keys.number == 0).ifPresent(keys -> keys.number = key.number);
        keep(key);
        key.changed();
        changed();
    }

    /** A key that the store has. */
    void keep(Key key) {
        keys.computeIfAbsent(key.scope, scope -> new LinkedHashMap<>()).put(key.id, key);
        key.home = this;
        key.material.users++;
    }

    /** Adds a grant to its key. */
    public void add(Key key, Grant grant) {
        key.grants.put(grant.grantId(), grant);
        stored.save(key, grant, ++number);
    }

    /** Takes a grant from its key. */
    public void remove(Key key, Grant grant) {
        key.grants.remove(grant.grantId());
        stored.save(key, grant, 0);
    }

    /** Adds an alias, in place of another of its name. */
    public void put(Scope scope, Alias alias) {
        aliasTable(scope).put(alias.name(), alias);
        save(scope, alias.name());
    }

    /** Forgets an alias. */
    public void removeAlias(Scope scope, String name) {
        aliasTable(scope).remove(name);
        save(scope, name);
    }

    private void save(Scope scope, String alias) {
        stored.save(scope, alias, () -> Optional.ofNullable(aliasTable(scope).get(alias)));
    }

    /** Forgets the key with its aliases and grants. */
    public void remove(Key key) {
        forget(key);
        keys.getOrDefault(key.scope, new HashMap<>()).remove(key.id);
        aliasNamesOf(key).forEach(name -> removeAlias(key.scope, name));
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
        aliases.forEach((scope, all) -> {
            if (scopes.test(scope)) {
                all.keySet().forEach(name -> save(scope, name));
            }
        });
        aliases.keySet().removeIf(scopes);
        changed();
    }

    private void forget(Key key) {
        cancel(KeyTimer.DELETE, key);
        cancel(KeyTimer.ROTATE, key);
        key.imports.all().forEach(material -> planExpiry(key, material, Optional.empty()));
        key.related().ifPresent(keys -> keys.remove(key));
        List.copyOf(key.grants.values()).forEach(grant -> remove(key, grant));
        key.material.users--;
        key.changed();
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
        return KmsSize.of(keys.values(), aliases.values());
    }

    /** The aliases of one account and Region by name. */
    public SortedMap<String, Alias> aliasesIn(Scope scope) {
        return Collections.unmodifiableSortedMap(aliases.getOrDefault(scope, Collections.emptySortedMap()));
    }

    SortedMap<String, Alias> aliasTable(Scope scope) {
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
        return names.resolve(endpoint, given, aliasesToo);
    }
}
