package io.hydrant.destination.http;

import java.io.IOException;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

/**
 * The JSON object in an answer.
 *
 * @param timestamp the digits of it; empty if there is none or it is not a number
 * @param errorMessage at most {@link #LONGEST_MESSAGE} characters of it
 */
record Reply(Optional<String> requestId, Optional<String> timestamp, Optional<String> errorMessage) {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int LONGEST_MESSAGE = 8192;

    /** Reads {@code body}; empty when it is anything else than one JSON object. */
    static Optional<Reply> read(byte[] body) {
        Optional<String> requestId = Optional.empty();
        Optional<String> errorMessage = Optional.empty();
        Optional<String> timestamp = Optional.empty();
        try (JsonParser json = JSON.createParser(body)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                JsonToken value = json.nextToken();
                if (name.equals("requestId")) {
                    requestId = text(json, value);
                } else if (name.equals("timestamp")) {
                    timestamp = value.isNumeric() ? Optional.of(json.getText()) : Optional.empty();
                } else if (name.equals("errorMessage")) {
                    errorMessage = text(json, value).map(Reply::cut);
                }
                json.skipChildren();
            }
            return json.nextToken() == null
                    ? Optional.of(new Reply(requestId, timestamp, errorMessage))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> text(JsonParser json, JsonToken value) throws IOException {
        return value == JsonToken.VALUE_STRING ? Optional.of(json.getText()) : Optional.empty();
    }

    private static String cut(String message) {
        return message.length() <= LONGEST_MESSAGE ? message : message.substring(0, LONGEST_MESSAGE);
    }
}
