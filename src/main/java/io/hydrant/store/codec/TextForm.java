package io.hydrant.store.codec;

import java.time.DateTimeException;
import java.util.function.Function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.hydrant.store.StoreException;

/** A value that is one JSON string. */
record TextForm<T>(String type, Function<T, String> writer, Function<String, T> reader) implements Form<T> {
    @Override
    public JsonNode write(T value) {
        return TextNode.valueOf(writer.apply(value));
    }

    @Override
    public T read(JsonNode json) {
        if (!json.isTextual()) {
            throw new StoreException("a " + type + " is a JSON string");
        }
        try {
            return reader.apply(json.textValue());
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new StoreException("no " + type + ": " + e.getMessage(), e);
        }
    }
}
