package io.hydrant.admin;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import com.fasterxml.jackson.databind.JsonNode;
import io.hydrant.aws.Scope;
import io.hydrant.aws.ScopeFilter;
import io.hydrant.firehose.stream.DeliveryStreams;
import io.hydrant.firehose.stream.LiveStream;
import io.hydrant.resource.ResourceException;
import io.hydrant.resource.ResourceReader;
import io.hydrant.resource.Resources;

/** {@code /_hydrant/resources}: what AWS names mean here, and which streams use each. */
final class ResourceCalls {
    private final Resources resources;
    private final DeliveryStreams streams;
    private final Scope defaults;

    ResourceCalls(Resources resources, DeliveryStreams streams, Scope defaults) {
        this.resources = resources;
        this.streams = streams;
        this.defaults = defaults;
    }

    Map<String, Object> list(String query) {
        return shown(new Query(query, Set.of("account", "region")).extent(defaults));
    }

    Map<String, Object> put(String query, JsonNode table) {
        ScopeFilter extent = new Query(query, Set.of("account", "region")).extent(defaults);
        try {
            resources.put(ResourceReader.read(table));
        } catch (ResourceException e) {
            throw new Refusal(400, String.valueOf(e.getMessage()));
        }
        return shown(extent);
    }

    Map<String, Object> delete(String text) {
        Query query = new Query(text, Set.of("account", "region", "name"));
        ScopeFilter extent = query.extent(defaults);
        String name = query.get("name")
                .filter(given -> !given.isEmpty())
                .orElseThrow(() -> new Refusal(400, "?name= says which name to remove."));
        if (!resources.remove(name)) {
            throw new Refusal(404, "The table has no name '" + name + "'.");
        }
        return shown(extent);
    }

    /** The table is one for all accounts; the streams are those of {@code extent}. */
    private Map<String, Object> shown(ScopeFilter extent) {
        Map<String, Set<String>> users = users(extent);
        List<Map<String, Object>> rows = new ArrayList<>();
        resources.all().forEach((name, standIn) -> {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("name", name);
            row.put("standsFor", standIn.shown());
            row.put("streams", users.getOrDefault(name, Set.of()));
            rows.add(row);
        });
        return Map.of("resources", rows);
    }

    private Map<String, Set<String>> users(ScopeFilter extent) {
        Map<String, Set<String>> users = new LinkedHashMap<>();
        for (LiveStream stream : streams.all()) {
            if (extent.contains(stream.value().scope())) {
                add(stream.value().destination().members(), stream.value().arn(), users);
                add(stream.value().source().members(), stream.value().arn(), users);
            }
        }
        return users;
    }

    /** Every text of a configuration may be a name. */
    private void add(Object value, String stream, Map<String, Set<String>> users) {
        if (value instanceof Map<?, ?> map) {
            map.values().forEach(each -> add(each, stream, users));
        } else if (value instanceof Collection<?> list) {
            list.forEach(each -> add(each, stream, users));
        } else if (value instanceof String text) {
            resources.find(text).ifPresent(found -> users.computeIfAbsent(found.name(), name -> new TreeSet<>())
                    .add(stream));
        }
    }
}
