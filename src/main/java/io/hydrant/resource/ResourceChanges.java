package io.hydrant.resource;

import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What calls have made of the table that settings and seed say.
 *
 * @param put what stands for names that were added or replaced, in the JSON of the control API
 * @param removed names that were taken out
 */
record ResourceChanges(Map<String, Object> put, Set<String> removed) {
    static final ResourceChanges NONE = new ResourceChanges(Map.of(), Set.of());

    ResourceChanges {
        put = Collections.unmodifiableMap(new TreeMap<>(put));
        removed = Collections.unmodifiableSet(new TreeSet<>(removed));
    }

    /** What leads from one table to the other. */
    static ResourceChanges between(Map<String, StandIn> from, Map<String, StandIn> to) {
        Map<String, Object> put = new HashMap<>();
        to.forEach((name, standIn) -> {
            if (!standIn.equals(from.get(name))) {
                put.put(name, standIn.shown());
            }
        });
        Set<String> removed = new HashSet<>(from.keySet());
        removed.removeAll(to.keySet());
        return new ResourceChanges(put, removed);
    }

    /**
     * The table with these changes.
     *
     * @throws ResourceException if one of them cannot hold
     */
    Map<String, StandIn> madeTo(Map<String, StandIn> table) {
        if (equals(NONE)) {
            return table;
        }
        Map<String, StandIn> changed = new HashMap<>(table);
        changed.keySet().removeAll(removed);
        changed.putAll(ResourceReader.read(put));
        return Map.copyOf(changed);
    }
}
