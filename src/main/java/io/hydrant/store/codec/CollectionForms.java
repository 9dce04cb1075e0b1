package io.hydrant.store.codec;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.hydrant.store.StoreException;

/** Values that hold other values of one type. One that is missing is empty. */
final class CollectionForms {
    private CollectionForms() {}

    static <T> Form<Optional<T>> optional(Form<T> inner) {
        return new Form<>() {
            @Override
            public JsonNode write(Optional<T> value) {
                return value.<JsonNode>map(inner::write).orElse(NullNode.getInstance());
            }

            @Override
            public Optional<T> read(JsonNode json) {
                return json.isNull() ? Optional.empty() : Optional.of(inner.read(json));
            }

            @Override
            public Optional<Optional<T>> ifMissing() {
                return Optional.of(Optional.empty());
            }
        };
    }

    static <T> Form<List<T>> list(Form<T> inner) {
        return collection(inner, ArrayList::new, List::copyOf);
    }

    static <T> Form<Collection<T>> set(Form<T> inner) {
        return collection(inner, LinkedHashSet::new, each -> each);
    }

    private static <T, C extends Collection<T>> Form<C> collection(
            Form<T> inner, Supplier<Collection<T>> made, Function<Collection<T>, C> finished) {
        return new Form<>() {
            @Override
            public JsonNode write(C value) {
                ArrayNode json = JsonNodeFactory.instance.arrayNode();
                value.forEach(each -> json.add(inner.write(each)));
                return json;
            }

            @Override
            public C read(JsonNode json) {
                if (!json.isArray()) {
                    throw new StoreException("a member is not an array");
                }
                Collection<T> read = made.get();
                json.forEach(each -> read.add(inner.read(each)));
                return finished.apply(read);
            }

            @Override
            public Optional<C> ifMissing() {
                return Optional.of(finished.apply(made.get()));
            }
        };
    }

    /** A map in the order of its entries; keys are JSON strings. */
    static <K, V> Form<Map<K, V>> map(Form<K> keys, Form<V> values) {
        return map(keys, values, LinkedHashMap::new);
    }

    static <K, V> Form<Map<K, V>> sortedMap(Form<K> keys, Form<V> values) {
        return map(keys, values, TreeMap::new);
    }

    private static <K, V> Form<Map<K, V>> map(Form<K> keys, Form<V> values, Supplier<Map<K, V>> made) {
        return new Form<>() {
            @Override
            public JsonNode write(Map<K, V> value) {
                ObjectNode json = JsonNodeFactory.instance.objectNode();
                value.forEach((key, each) ->
                        json.set(MemberName.escaped(keys.write(key).textValue()), values.write(each)));
                return json;
            }

            @Override
            public Map<K, V> read(JsonNode json) {
                if (!json.isObject()) {
                    throw new StoreException("a member is not an object");
                }
                Map<K, V> read = made.get();
                json.properties()
                        .forEach(each -> read.put(
                                keys.read(TextNode.valueOf(MemberName.unescaped(each.getKey()))),
                                values.read(each.getValue())));
                return read;
            }

            @Override
            public Optional<Map<K, V>> ifMissing() {
                return Optional.of(made.get());
            }
        };
    }
}
