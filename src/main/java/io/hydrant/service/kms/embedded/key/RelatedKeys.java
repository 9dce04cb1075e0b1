package io.hydrant.service.kms.embedded.key;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import io.hydrant.aws.Region;

/** A multi-Region key: one key in each of its Regions, of which one is the primary. To be called under the lock of {@link KmsState}. */
public final class RelatedKeys {
    private final SortedMap<String, Key> byRegion = new TreeMap<>();
    private Key primary;

    /** Unlike that of every other multi-Region key: the number of its first key. */
    long number;

    RelatedKeys(Key primary) {
        this.primary = primary;
        byRegion.put(primary.scope.region().value(), primary);
    }

    void restorePrimary(Key stored) {
        primary = stored;
    }

    /** The primary key. */
    public Key primary() {
        return primary;
    }

    /** The key in {@code region}. */
    public Optional<Key> in(Region region) {
        return Optional.ofNullable(byRegion.get(region.value()));
    }

    /** Adds a replica. */
    public void add(Key replica) {
        byRegion.put(replica.scope.region().value(), replica);
    }

    /** Forgets a key. When it was the primary, as a reset of its Region can do, another takes its place. */
    void remove(Key key) {
        if (byRegion.remove(key.scope.region().value(), key) && key == primary && !byRegion.isEmpty()) {
            promote(byRegion.values().iterator().next());
        }
    }

    /** Makes {@code replica} the primary, and the primary a replica. */
    public void promote(Key replica) {
        Key former = primary;
        primary = replica;
        former.changed();
        replica.changed();
    }

    /** Whether there is another key beside the primary. */
    public boolean hasReplicas() {
        return byRegion.size() > 1;
    }

    KeyDescription.Related describe() {
        List<KeyDescription.Member> replicas = byRegion.values().stream()
                .filter(key -> key != primary)
                .map(RelatedKeys::member)
                .toList();
        return new KeyDescription.Related(member(primary), replicas);
    }

    private static KeyDescription.Member member(Key key) {
        return new KeyDescription.Member(key.arn, key.scope.region());
    }
}
