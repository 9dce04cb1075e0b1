package io.hydrant.store.codec;

import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.function.Function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import io.hydrant.store.StoreException;

/** The types of the JDK that hold no other values. */
final class ScalarForms {
    private static final Form<Boolean> BOOLEAN =
            new Scalar<>("a boolean", BooleanNode::valueOf, JsonNode::isBoolean, JsonNode::booleanValue);
    private static final Form<Integer> INT = new Scalar<>(
            "an int", IntNode::valueOf, node -> node.isIntegralNumber() && node.canConvertToInt(), JsonNode::intValue);
    private static final Form<Long> LONG = new Scalar<>(
            "a long",
            LongNode::valueOf,
            node -> node.isIntegralNumber() && node.canConvertToLong(),
            JsonNode::longValue);
    private static final Form<Double> DOUBLE =
            new Scalar<>("a double", DoubleNode::valueOf, JsonNode::isNumber, JsonNode::doubleValue);

    /** A number where JSON has strings alone. */
    static final Form<Integer> INT_AS_TEXT = new TextForm<>("Integer", String::valueOf, Integer::valueOf);

    /** Primitive types and their boxes have the same form. */
    static final Map<Class<?>, Form<?>> ALL = Map.ofEntries(
            Map.entry(boolean.class, BOOLEAN),
            Map.entry(Boolean.class, BOOLEAN),
            Map.entry(int.class, INT),
            Map.entry(Integer.class, INT),
            Map.entry(long.class, LONG),
            Map.entry(Long.class, LONG),
            Map.entry(double.class, DOUBLE),
            Map.entry(Double.class, DOUBLE),
            Map.entry(String.class, new TextForm<>("String", Function.identity(), Function.identity())),
            Map.entry(Instant.class, new TextForm<>("Instant", Instant::toString, Instant::parse)),
            Map.entry(Duration.class, new TextForm<>("Duration", Duration::toString, Duration::parse)),
            Map.entry(
                    byte[].class,
                    new TextForm<>("byte[]", Base64.getEncoder()::encodeToString, Base64.getDecoder()::decode)));

    private ScalarForms() {}

    private record Scalar<T>(
            String name, Function<T, JsonNode> writer, Function<JsonNode, Boolean> is, Function<JsonNode, T> reader)
            implements Form<T> {
        @Override
        public JsonNode write(T value) {
            return writer.apply(value);
        }

        @Override
        public T read(JsonNode json) {
            if (!is.apply(json)) {
                throw new StoreException("a member is not " + name);
            }
            return reader.apply(json);
        }
    }
}
