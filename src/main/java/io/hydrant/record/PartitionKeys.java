package io.hydrant.record;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The partition keys of a record: what the processors found in it, by name and in their order. Immutable.
 *
 * @param fromQuery of the namespace {@code partitionKeyFromQuery}: extracted by MetadataExtraction
 * @param fromLambda of the namespace {@code partitionKeyFromLambda}: answered by the function
 */
public record PartitionKeys(Map<String, String> fromQuery, Map<String, String> fromLambda) {
    /** A record without keys. */
    public static final PartitionKeys NONE = new PartitionKeys(Map.of(), Map.of());

    public PartitionKeys {
        fromQuery = copy(fromQuery);
        fromLambda = copy(fromLambda);
    }

    private static Map<String, String> copy(Map<String, String> keys) {
        return keys.isEmpty() ? Map.of() : java.util.Collections.unmodifiableMap(new LinkedHashMap<>(keys));
    }

    /** The same with other keys from a query. */
    public PartitionKeys withQuery(Map<String, String> keys) {
        return new PartitionKeys(keys, fromLambda);
    }

    /** The same with other keys from a function. */
    public PartitionKeys withLambda(Map<String, String> keys) {
        return new PartitionKeys(fromQuery, keys);
    }
}
