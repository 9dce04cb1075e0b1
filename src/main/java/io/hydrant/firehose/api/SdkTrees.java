package io.hydrant.firehose.api;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.hydrant.firehose.configuration.member.Members;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;
import software.amazon.awssdk.utils.builder.Buildable;

/** Turns the SDK's model objects into neutral trees and back, by the fields that each object lists of itself. */
final class SdkTrees {
    private SdkTrees() {}

    /** The members of {@code pojo} that are set, by their AWS names; lists and maps that were not given are left out. */
    static Map<String, Object> toTree(SdkPojo pojo) {
        Map<String, Object> tree = new LinkedHashMap<>();
        for (SdkField<?> field : pojo.sdkFields()) {
            Object value = field.getValueOrDefault(pojo);
            if (value != null && !(value instanceof SdkAutoConstructList) && !(value instanceof SdkAutoConstructMap)) {
                tree.put(field.locationName(), toNeutral(value));
            }
        }
        return tree;
    }

    /** The member called {@code name} of {@code pojo} as a tree, or null when it is not set. */
    static @Nullable Map<String, Object> member(SdkPojo pojo, String name) {
        for (SdkField<?> field : pojo.sdkFields()) {
            if (field.locationName().equals(name)) {
                return field.getValueOrDefault(pojo) instanceof SdkPojo nested ? toTree(nested) : null;
            }
        }
        throw new IllegalArgumentException("No member " + name);
    }

    /** Sets the members of {@code builder} that {@code tree} has; members that the builder does not know are dropped. */
    static <B extends SdkPojo> B fill(B builder, Map<String, Object> tree) {
        for (SdkField<?> field : builder.sdkFields()) {
            Object value = tree.get(field.locationName());
            if (value != null) {
                field.set(builder, toSdk(field, value));
            }
        }
        return builder;
    }

    private static Object toNeutral(Object value) {
        if (value instanceof SdkPojo pojo) {
            return toTree(pojo);
        }
        if (value instanceof List<?> list) {
            List<Object> neutral = new ArrayList<>(list.size());
            list.forEach(element -> neutral.add(toNeutral(element)));
            return neutral;
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> neutral = new LinkedHashMap<>();
            map.forEach((key, element) -> neutral.put((String) key, toNeutral(element)));
            return neutral;
        }
        return value;
    }

    private static Object toSdk(SdkField<?> field, Object value) {
        MarshallingType<?> type = field.marshallingType();
        if (type == MarshallingType.SDK_POJO) {
            SdkPojo nested = fill(field.constructor().get(), Members.asMap(value));
            return ((Buildable) nested).build();
        }
        if (type == MarshallingType.LIST) {
            SdkField<?> element = field.getTrait(ListTrait.class).memberFieldInfo();
            List<Object> list = new ArrayList<>();
            for (Object each : (List<?>) value) {
                list.add(toSdk(element, each));
            }
            return list;
        }
        if (type == MarshallingType.MAP) {
            SdkField<?> element = field.getTrait(MapTrait.class).valueFieldInfo();
            Map<String, Object> map = new LinkedHashMap<>();
            Members.asMap(value).forEach((key, each) -> map.put(key, toSdk(element, each)));
            return map;
        }
        // A tree that came back from a snapshot may hold a number or an instant in a neighbouring form.
        if (type == MarshallingType.DOUBLE && value instanceof Number number) {
            return number.doubleValue();
        }
        if (type == MarshallingType.INSTANT && value instanceof String text) {
            return Instant.parse(text);
        }
        return value;
    }
}
