package io.hydrant.store.codec;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hydrant.store.StoreException;

/** A record as an object with a member for each component. Members that the record does not know are ignored. */
final class RecordForm implements Form<Object> {
    private final Class<?> type;
    private final RecordComponent[] components;
    private final List<Form<Object>> forms;
    private final Constructor<?> constructor;

    /**
     * The form of a record.
     *
     * @param forms one for each component
     */
    RecordForm(Class<?> type, List<Form<Object>> forms) {
        this.type = type;
        this.components = type.getRecordComponents();
        this.forms = List.copyOf(forms);
        try {
            this.constructor = type.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("Every record has a canonical constructor", e);
        }
        constructor.setAccessible(true);
        Arrays.stream(components).forEach(each -> each.getAccessor().setAccessible(true));
    }

    @Override
    public JsonNode write(Object value) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < components.length; i++) {
            try {
                json.set(
                        components[i].getName(),
                        forms.get(i).write(components[i].getAccessor().invoke(value)));
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("A record can be read", e);
            }
        }
        return json;
    }

    @Override
    public Object read(JsonNode json) {
        if (!json.isObject()) {
            throw new StoreException("a " + type.getSimpleName() + " is a JSON object");
        }
        Object[] values = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            values[i] = member(json, i);
        }
        try {
            return constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            throw new StoreException("no " + type.getSimpleName() + ": " + e.getCause(), e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("A record can be made", e);
        }
    }

    private Object member(JsonNode json, int i) {
        String name = components[i].getName();
        JsonNode member = json.get(name);
        return member != null
                ? forms.get(i).read(member)
                : forms.get(i)
                        .ifMissing()
                        .orElseThrow(() ->
                                new StoreException("a " + type.getSimpleName() + " lacks its member \"" + name + '"'));
    }
}
