package io.hydrant.firehose.configuration.member;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/** Reading and changing neutral trees of AWS member names. No method changes its argument. */
public final class Members {
    private Members() {}

    /** A value that is known to be a structure. */
    @SuppressWarnings("unchecked") // the keys of every map in a tree are member names
    public static Map<String, Object> asMap(Object value) {
        return (Map<String, Object>) value;
    }

    /** The structure {@code name}, or an empty one. */
    public static Map<String, Object> structure(Map<String, Object> tree, String name) {
        Object value = tree.get(name);
        return value == null ? Map.of() : asMap(value);
    }

    /** The list of structures {@code name}, or an empty one. */
    public static List<Map<String, Object>> structures(Map<String, Object> tree, String name) {
        return tree.get(name) instanceof List<?> list
                ? list.stream().map(each -> asMap(each)).toList()
                : List.of();
    }

    /** The text {@code name}; empty when it is absent. */
    public static Optional<String> text(Map<String, Object> tree, String name) {
        return Optional.ofNullable(tree.get(name)).map(Object::toString);
    }

    /** Whether the text {@code name} is there and not empty. */
    public static boolean hasText(Map<String, Object> tree, String name) {
        return givenText(tree, name).isPresent();
    }

    /** The text {@code name}; empty when it is absent or says nothing. */
    public static Optional<String> givenText(Map<String, Object> tree, String name) {
        return text(tree, name).filter(value -> !value.isEmpty());
    }

    /** The number {@code name}; empty when it is absent. */
    public static Optional<Integer> number(Map<String, Object> tree, String name) {
        return tree.get(name) instanceof Number number ? Optional.of(number.intValue()) : Optional.empty();
    }

    /** Whether the boolean {@code name} is present and true. */
    public static boolean isTrue(Map<String, Object> tree, String name) {
        return Boolean.TRUE.equals(tree.get(name));
    }

    /** {@code tree} with one more member, or another value for it. */
    public static Map<String, Object> with(Map<String, Object> tree, String name, Object value) {
        Map<String, Object> copy = new LinkedHashMap<>(tree);
        copy.put(name, value);
        return copy;
    }

    /** {@code tree} without one member. */
    public static Map<String, Object> without(Map<String, Object> tree, String name) {
        Map<String, Object> copy = new LinkedHashMap<>(tree);
        copy.remove(name);
        return copy;
    }

    /** {@code tree} with {@code from} called {@code to}, if it is there. */
    public static Map<String, Object> renamed(Map<String, Object> tree, String from, String to) {
        @Nullable Object value = tree.get(from);
        return value == null ? tree : with(without(tree, from), to, value);
    }

    /**
     * {@code stored} with the members of {@code update} in place of its own.
     *
     * @param inside the structures whose members are merged in the same way; every other structure is replaced
     */
    public static Map<String, Object> merged(
            Map<String, Object> stored, Map<String, Object> update, Collection<String> inside) {
        Map<String, Object> merged = new LinkedHashMap<>(stored);
        update.forEach((name, value) -> merged.put(
                name,
                inside.contains(name) && stored.containsKey(name)
                        ? merged(structure(stored, name), asMap(value), List.of())
                        : value));
        return merged;
    }

    /** {@code tree} and the members of {@code defaults} that it lacks, into the structures that both have. */
    public static Map<String, Object> withDefaults(Map<String, Object> tree, Map<String, Object> defaults) {
        Map<String, Object> copy = new LinkedHashMap<>(tree);
        defaults.forEach((name, value) -> {
            Object given = copy.get(name);
            if (given == null) {
                copy.put(name, value);
            } else if (given instanceof Map<?, ?> && value instanceof Map<?, ?>) {
                copy.put(name, withDefaults(asMap(given), asMap(value)));
            }
        });
        return copy;
    }
}
