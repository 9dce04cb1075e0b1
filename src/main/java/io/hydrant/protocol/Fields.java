package io.hydrant.protocol;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;

/** The fields of an SDK class by their name on the wire, worked out once per class. */
record Fields(Map<String, SdkField<?>> byName, List<SdkField<?>> alphabetical) {
    private static final Map<Class<?>, Fields> KNOWN = new ConcurrentHashMap<>();

    /** The fields of the class of {@code pojo}: a model object or its builder. */
    static Fields of(SdkPojo pojo) {
        return pojo instanceof Structure structure
                ? structure.fields()
                : KNOWN.computeIfAbsent(pojo.getClass(), type -> read(pojo));
    }

    private static Fields read(SdkPojo pojo) {
        return of(pojo.sdkFields().stream()
                .collect(Collectors.toUnmodifiableMap(SdkField::locationName, Function.identity())));
    }

    /** Fields by their names on the wire. */
    static Fields of(Map<String, SdkField<?>> byName) {
        return new Fields(
                Map.copyOf(byName),
                byName.values().stream()
                        .sorted((one, other) -> one.locationName().compareTo(other.locationName()))
                        .collect(Collectors.toUnmodifiableList()));
    }

    /** What {@code field} holds; a list or map that was never set counts as absent. */
    static @Nullable Object value(SdkField<?> field, SdkPojo pojo) {
        Object value = field.getValueOrDefault(pojo);
        return value instanceof SdkAutoConstructList || value instanceof SdkAutoConstructMap ? null : value;
    }
}
