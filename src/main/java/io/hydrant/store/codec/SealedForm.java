package io.hydrant.store.codec;

import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.hydrant.store.StoreException;

/** A value of a sealed type: an object of one member, named as the class. */
record SealedForm(Class<?> type, Map<String, Form<Object>> byName) implements Form<Object> {
    @Override
    public JsonNode write(Object value) {
        String name = value.getClass().getSimpleName();
        Form<Object> form = byName.get(name);
        if (form == null) {
            throw new IllegalArgumentException("No stored value: " + name);
        }
        return JsonNodeFactory.instance.objectNode().set(name, form.write(value));
    }

    @Override
    public Object read(JsonNode json) {
        for (Map.Entry<String, JsonNode> each : json.properties()) {
            Form<Object> form = byName.get(each.getKey());
            if (form != null) {
                return form.read(each.getValue());
            }
        }
        throw new StoreException("no " + type.getSimpleName() + " that this version knows");
    }
}
