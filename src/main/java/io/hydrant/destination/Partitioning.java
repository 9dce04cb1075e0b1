package io.hydrant.destination;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.hydrant.record.PartitionKeys;

/**
 * Dynamic partitioning: the keys by which a destination sorts its records, as its prefix names them.
 *
 * @param fromQuery the keys of {@code partitionKeyFromQuery}
 * @param fromLambda the keys of {@code partitionKeyFromLambda}
 * @param space how many characters the values of the keys may have together, so that the prefix is not too long
 */
public record Partitioning(Set<String> fromQuery, Set<String> fromLambda, int space) {
    public Partitioning {
        fromQuery = Set.copyOf(fromQuery);
        fromLambda = Set.copyOf(fromLambda);
    }

    /** By keys that stand in a prefix alone. */
    public Partitioning(Set<String> fromQuery, Set<String> fromLambda) {
        this(fromQuery, fromLambda, Prefix.LONGEST);
    }

    /** The partition of a record with {@code keys}, other keys left out; empty if one is missing or cannot stand in the prefix. */
    public Optional<PartitionKeys> partition(PartitionKeys keys) {
        return named(keys).filter(partition -> refusal(partition).isEmpty());
    }

    /** Why the values of a record's keys cannot stand in the prefix; empty if they can. */
    public Optional<String> refusal(PartitionKeys keys) {
        int length = 0;
        for (String value : keys.fromQuery().values()) {
            length += value.length();
        }
        for (String value : keys.fromLambda().values()) {
            length += value.length();
        }
        return length > space
                ? Optional.of("Length of evaluated prefix cannot be greater than " + Prefix.LONGEST)
                : PartitionKeyValues.refusal(keys.fromLambda().values());
    }

    private Optional<PartitionKeys> named(PartitionKeys keys) {
        Optional<Map<String, String>> query = only(fromQuery, keys.fromQuery());
        Optional<Map<String, String>> lambda = only(fromLambda, keys.fromLambda());
        return query.flatMap(
                q -> lambda.map(l -> q == keys.fromQuery() && l == keys.fromLambda() ? keys : new PartitionKeys(q, l)));
    }

    /** The same map if it holds nothing else. */
    private static Optional<Map<String, String>> only(Set<String> names, Map<String, String> keys) {
        for (String name : names) {
            if (keys.getOrDefault(name, "").isEmpty()) {
                return Optional.empty();
            }
        }
        if (keys.size() == names.size()) {
            return Optional.of(keys);
        }
        Map<String, String> only = new LinkedHashMap<>(keys);
        only.keySet().retainAll(names);
        return Optional.of(only);
    }
}
