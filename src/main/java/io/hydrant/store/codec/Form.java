package io.hydrant.store.codec;

import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

/** How values of one type become JSON, and back. Thread-safe. */
interface Form<T> {
    JsonNode write(T value);

    /**
     * The value of the JSON.
     *
     * @throws io.hydrant.store.StoreException with a sentence when the JSON is no such value
     */
    T read(JsonNode json);

    /** The value of a member that the JSON lacks; empty when every value must have that member. */
    default Optional<T> ifMissing() {
        return Optional.empty();
    }
}
