package io.hydrant.jq.filter;

import com.fasterxml.jackson.databind.JsonNode;
import io.hydrant.jq.json.Json;
import io.hydrant.jq.json.JsonWriter;

/** An error of a running query, which {@code try} catches. It has no stack trace: queries use errors as conditions. */
public class JqError extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient JsonNode value;

    public JqError(JsonNode value) {
        super(null, null, false, false);
        this.value = value;
    }

    public JqError(String message) {
        this(Json.text(message));
    }

    /** What {@code catch} gets. */
    public JsonNode value() {
        return value;
    }

    @Override
    public String getMessage() {
        return value.isTextual() ? value.textValue() : "(not a string): " + JsonWriter.write(value);
    }
}
