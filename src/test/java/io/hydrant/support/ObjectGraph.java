package io.hydrant.support;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;

/** All of Hydrant's own objects that can be reached from one, through its collections but not through the JDK's other objects. */
public final class ObjectGraph {
    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Deque<Object> waiting = new ArrayDeque<>();

    private ObjectGraph() {}

    public static List<Object> reachableFrom(Object root) throws IllegalAccessException {
        ObjectGraph graph = new ObjectGraph();
        List<Object> found = new ArrayList<>();
        graph.add(root);
        while (!graph.waiting.isEmpty()) {
            Object next = graph.waiting.remove();
            if (next instanceof Collection<?> many) {
                List.copyOf(many).forEach(graph::add);
            } else if (next instanceof Map<?, ?> map) {
                graph.add(map.keySet());
                graph.add(map.values());
            } else if (next instanceof Optional<?> optional) {
                graph.add(optional.orElse(null));
            } else if (next instanceof AtomicReference<?> reference) {
                graph.add(reference.get());
            } else if (next instanceof Object[] array) {
                Arrays.asList(array).forEach(graph::add);
            } else if (isHydrants(next)) {
                found.add(next);
                graph.addFields(next);
            }
        }
        return found;
    }

    private void add(@Nullable Object object) {
        if (object != null && seen.add(object)) {
            waiting.add(object);
        }
    }

    private static boolean isHydrants(Object object) {
        return object.getClass().getName().startsWith("io.hydrant.")
                && !object.getClass().isHidden();
    }

    private void addFields(Object object) throws IllegalAccessException {
        for (Class<?> type = object.getClass(); type != Object.class && type != null; type = type.getSuperclass()) {
            if (!type.getName().startsWith("io.hydrant.")) {
                return;
            }
            for (Field field : type.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive()) {
                    field.setAccessible(true);
                    add(field.get(object));
                }
            }
        }
    }
}
