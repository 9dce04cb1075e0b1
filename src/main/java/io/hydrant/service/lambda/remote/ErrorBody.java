package io.hydrant.service.lambda.remote;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

/**
 * What a failed function answers in place of records.
 *
 * @param isError whether this is the error of a function, which the runtime interface emulator answers with status 200
 * @param type its {@code errorType}
 * @param message its {@code errorMessage}; the beginning of a body that is not JSON
 */
record ErrorBody(boolean isError, String type, String message) {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int LONGEST = 1000;

    /** Reads a body up to its records, if there are any. */
    static ErrorBody read(byte[] body) {
        String type = "";
        String message = "";
        try (JsonParser json = JSON.createParser(body)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return plain(body);
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                JsonToken value = json.nextToken();
                if (name.equals("records")) {
                    return new ErrorBody(false, type, message);
                }
                if (name.equals("errorType") && value.isScalarValue()) {
                    type = json.getText();
                } else if (name.equals("errorMessage") && value.isScalarValue()) {
                    message = json.getText();
                }
                json.skipChildren();
            }
            return new ErrorBody(!type.isEmpty() || !message.isEmpty(), type, message);
        } catch (IOException e) {
            return plain(body);
        }
    }

    /** The emulator says of a function that had its time, and only of that, in plain text. */
    private static ErrorBody plain(byte[] body) {
        String text = new String(body, 0, Math.min(body.length, LONGEST), StandardCharsets.UTF_8);
        return new ErrorBody(text.contains("Task timed out after "), "Error", text);
    }
}
