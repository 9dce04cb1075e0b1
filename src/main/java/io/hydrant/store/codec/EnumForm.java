package io.hydrant.store.codec;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A constant of an enum, by its name. */
final class EnumForm {
    private EnumForm() {}

    static Form<?> of(Class<?> type) {
        Map<String, Object> constants = Arrays.stream(type.getEnumConstants())
                .collect(Collectors.toMap(
                        each -> ((Enum<?>) each).name(), Function.identity(), (a, b) -> a, LinkedHashMap::new));
        return new TextForm<>(type.getSimpleName(), each -> ((Enum<?>) each).name(), name -> {
            Object found = constants.get(name);
            if (found == null) {
                throw new IllegalArgumentException(type.getSimpleName() + " has no constant " + name);
            }
            return found;
        });
    }
}
