package io.hydrant.service.kms.embedded.key;

import java.security.SecureRandom;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

import io.hydrant.aws.Scope;
import io.hydrant.store.Change;
import io.hydrant.store.ChangeSet;
import io.hydrant.store.Secret;
import io.hydrant.store.StateKey;
import io.hydrant.store.StateKind;
import io.hydrant.store.StateStore;
import io.hydrant.store.StoreException;
import io.hydrant.store.Timers;
import io.hydrant.store.Versioned;
import org.jspecify.annotations.Nullable;

/** Keys, grants and aliases in the store. To be called under the lock of {@link KmsState}. */
final class StoredKms {
    private static final StateKind<StoredKey> KEY = new StateKind<>("kms.key", StoredKey.class);
    private static final StateKind<StoredMaterial> MATERIAL = new StateKind<>("kms.material", StoredMaterial.class);
    private static final StateKind<StoredGrant> GRANT = new StateKind<>("kms.grant", StoredGrant.class);
    private static final StateKind<Alias> ALIAS = new StateKind<>("kms.alias", Alias.class);

    private static final StateKind<Secret> TOKEN_KEY = new StateKind<>("kms.import-token-key", Secret.class);

    private final ChangeSet changes;
    private final StateStore store;

    StoredKms(Timers timers) {
        this.store = timers.store();
        this.changes = new ChangeSet(timers);
    }

    /** Changes since the last commit, of timers too. */
    ChangeSet changes() {
        return changes;
    }

    /**
     * Saves a key with its material.
     *
     * @param now the key of that id when the change is over
     */
    void save(Key key, Supplier<Optional<Key>> now) {
        changes.set(KEY.key(key.scope, key.id), () -> now.get().map(StoredKey::of));
        Material material = key.material;
        changes.set(
                materialOf(key.scope, key.id, new StoredKey.MaterialPlace(material.region, material.number)),
                () -> material.users > 0 ? Optional.of(StoredMaterial.of(material)) : Optional.empty());
    }

    void save(Key key, Grant grant, long number) {
        changes.set(
                GRANT.key(key.scope, key.id + "/" + grant.grantId()),
                () -> key.grants.containsKey(grant.grantId())
                        ? Optional.of(new StoredGrant(number, grant))
                        : Optional.empty());
    }

    void save(Scope scope, String alias, Supplier<Optional<Alias>> now) {
        changes.set(ALIAS.key(scope, alias), now);
    }

    private static StateKey<StoredMaterial> materialOf(Scope scope, String keyId, StoredKey.MaterialPlace place) {
        return MATERIAL.key(new Scope(scope.account(), place.region()), keyId + "/" + place.number());
    }

    /** The secret that import tokens of an account and Region are under; made when it is first needed. Needs no lock. */
    Secret tokenKey(Scope scope, SecureRandom random) {
        StateKey<Secret> key = TOKEN_KEY.key(scope, "key");
        while (true) {
            Optional<Versioned<Secret>> known = store.get(key);
            if (known.isPresent()) {
                return known.get().value();
            }
            byte[] made = new byte[32];
            random.nextBytes(made);
            OptionalLong unused = store.commit(Change.create(key, Secret.of(made)));
        }
    }

    /** Gives {@code state} what the store has; answers the highest number in it. */
    long restore(KmsState state) {
        if (store.list(KEY).isEmpty() && store.list(ALIAS).isEmpty()) {
            return 0;
        }
        long highest = 0;
        for (Key key : keys()) {
            state.keep(key);
            highest = Math.max(highest, key.number);
        }
        for (Versioned<StoredGrant> each : grants()) {
            String id = each.key().id();
            Key key = state.find(each.key().scope(), id.substring(0, id.indexOf('/')))
                    .orElseThrow(() -> new StoreException("The store lacks the key of the grant " + id + "."));
            key.grants.put(each.value().grant().grantId(), each.value().grant());
            highest = Math.max(highest, each.value().number());
        }
        changes.load(ALIAS).forEach(each -> state.aliasTable(each.key().scope())
                .put(each.key().id(), each.value()));
        return highest;
    }

    private List<Versioned<StoredGrant>> grants() {
        return changes.load(GRANT).stream()
                .sorted(Comparator.comparingLong(each -> each.value().number()))
                .toList();
    }

    /** The keys, oldest first, put together with their material and their replicas. */
    private List<Key> keys() {
        Map<StateKey<StoredMaterial>, StoredMaterial> stored = new HashMap<>();
        changes.load(MATERIAL).forEach(each -> stored.put(each.key(), each.value()));
        Map<StateKey<StoredMaterial>, Material> materials = new HashMap<>();
        Map<Long, RelatedKeys> groups = new HashMap<>();
        return changes.load(KEY).stream()
                .sorted(Comparator.comparingLong(each -> each.value().number()))
                .map(each -> {
                    Scope scope = each.key().scope();
                    StoredKey value = each.value();
                    StateKey<StoredMaterial> place =
                            materialOf(scope, each.key().id(), value.material());
                    Material material = materials.computeIfAbsent(place, any -> Optional.ofNullable(stored.get(place))
                            .orElseThrow(() -> new StoreException("The store lacks the material of the key "
                                    + each.key().id() + "."))
                            .restore(value.material().region(), value.material().number(), value.spec()));
                    return related(scope, each.key().id(), value, material, groups);
                })
                .toList();
    }

    private static Key related(
            Scope scope, String id, StoredKey value, Material material, Map<Long, RelatedKeys> groups) {
        @Nullable RelatedKeys keys = value.group().map(groups::get).orElse(null);
        Key key = value.restore(scope, id, material, keys);
        if (keys == null) {
            value.group().ifPresent(group -> groups.put(group, key.related().orElseThrow()));
        } else {
            keys.add(key);
            if (value.primary()) {
                keys.restorePrimary(key);
            }
        }
        return key;
    }
}
