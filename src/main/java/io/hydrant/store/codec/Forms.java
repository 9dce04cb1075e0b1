package io.hydrant.store.codec;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;

import com.fasterxml.jackson.databind.JsonNode;

/** The form of each type, found out once from the type itself, unless one was given. Thread-safe. */
final class Forms {
    private final Map<Class<?>, Form<?>> given;
    private final Map<Type, Form<Object>> known = new ConcurrentHashMap<>();

    /**
     * Forms of all types.
     *
     * @param given forms of types that say nothing about themselves
     */
    Forms(Map<Class<?>, Form<?>> given) {
        this.given = Map.copyOf(given);
    }

    /**
     * The form of {@code type}.
     *
     * @throws IllegalArgumentException for a type that has none
     */
    Form<Object> of(Type type) {
        Form<Object> found = known.get(type);
        if (found == null) {
            found = made(type);
            known.put(type, found);
        }
        return found;
    }

    private Form<Object> made(Type type) {
        Class<?> raw = type instanceof ParameterizedType generic ? (Class<?>) generic.getRawType() : classOf(type);
        Form<?> form = given.get(raw);
        if (form == null) {
            form = ScalarForms.ALL.get(raw);
        }
        if (form == null && raw == Object.class) {
            form = new TreeForm();
        }
        if (form == null && raw.isEnum()) {
            form = EnumForm.of(raw);
        }
        if (form == null && raw.isRecord()) {
            form = record(raw);
        }
        if (form == null && raw.isSealed()) {
            form = sealed(raw);
        }
        return cast(form == null ? collection(type, raw) : form);
    }

    private static Class<?> classOf(Type type) {
        if (type instanceof Class<?> plain) {
            return plain;
        }
        throw new IllegalArgumentException("A stored value has no member of the type " + type);
    }

    private Form<?> record(Class<?> raw) {
        List<Form<Object>> members = new ArrayList<>();
        for (RecordComponent each : raw.getRecordComponents()) {
            members.add(later(each.getGenericType()));
        }
        return new RecordForm(raw, members);
    }

    private Form<?> sealed(Class<?> raw) {
        Map<String, Form<Object>> byName = new LinkedHashMap<>();
        for (Class<?> each : raw.getPermittedSubclasses()) {
            byName.put(each.getSimpleName(), later(each));
        }
        return new SealedForm(raw, byName);
    }

    private Form<?> collection(Type type, Class<?> raw) {
        List<Type> parts =
                type instanceof ParameterizedType generic ? List.of(generic.getActualTypeArguments()) : List.of();
        if (parts.size() == 1) {
            Form<Object> inner = of(parts.get(0));
            if (raw == Optional.class) {
                return CollectionForms.optional(inner);
            }
            if (raw == List.class) {
                return CollectionForms.list(inner);
            }
            if (raw == Set.class) {
                return CollectionForms.set(inner);
            }
        }
        if (parts.size() == 2 && raw == Map.class) {
            return CollectionForms.map(keys(parts.get(0)), of(parts.get(1)));
        }
        if (parts.size() == 2 && raw == SortedMap.class) {
            return CollectionForms.sortedMap(keys(parts.get(0)), of(parts.get(1)));
        }
        throw new IllegalArgumentException("A stored value has no member of the type " + type);
    }

    /** Keys of a map are JSON strings. */
    private Form<Object> keys(Type type) {
        return type == Integer.class ? cast(ScalarForms.INT_AS_TEXT) : of(type);
    }

    /** A type may hold values of itself, so a member's form is looked for when it is needed. */
    private Form<Object> later(Type type) {
        return new Form<>() {
            @Override
            public JsonNode write(Object value) {
                return of(type).write(value);
            }

            @Override
            public Object read(JsonNode json) {
                return of(type).read(json);
            }

            @Override
            public Optional<Object> ifMissing() {
                return of(type).ifMissing();
            }
        };
    }

    @SuppressWarnings("unchecked") // a form is asked for values of its own type only
    private static Form<Object> cast(Form<?> form) {
        return (Form<Object>) form;
    }
}
