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
 */
public record Partitioning(Set<String> fromQuery, Set<String> fromLambda) {
    public Partitioning {
        fromQuery = Set.copyOf(fromQuery);
        fromLambda = Set.copyOf(fromLambda);
    }

    /** The partition of a record with {@code keys}, other keys left out; empty if one is missing or has no text. */
    public Optional<PartitionKeys> partition(PartitionKeys keys) {
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
