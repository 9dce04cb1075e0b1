package io.hydrant.processing.metadata;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import io.hydrant.destination.PartitionKeyValues;

/** Reads the partition keys in what a query gave. */
final class ExtractedKeys {
    /** Documented. */
    private static final int MOST = 50;

    private ExtractedKeys() {}

    /**
     * The keys: a text as it is; a number, true and false as jq writes them.
     *
     * @param outputs all that the query gave for one record
     * @throws MetadataException if there is not one object, or a value that can be no key
     */
    static Map<String, String> of(List<JsonNode> outputs) {
        if (outputs.size() != 1 || !outputs.get(0).isObject()) {
            throw new MetadataException("The query did not give one object of partition keys");
        }
        if (outputs.get(0).size() > MOST) {
            throw new MetadataException("The query gave more than " + MOST + " partition keys");
        }
        Map<String, String> keys = new LinkedHashMap<>();
        outputs.get(0).properties().forEach(member -> keys.put(member.getKey(), text(member.getValue())));
        PartitionKeyValues.refusal(keys.values()).ifPresent(refusal -> {
            throw new MetadataException(refusal);
        });
        return keys;
    }

    private static String text(JsonNode value) {
        if (value.isContainerNode()) {
            throw new MetadataException("partitionKeys values must not be objects or arrays");
        }
        if (value.isNull()) {
            return "";
        }
        return value.isTextual() ? value.textValue() : value.toString();
    }
}
