package io.hydrant.admin;

import java.io.IOException;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hydrant.http.HttpRequest;
import io.hydrant.http.HttpResponse;

/** The bodies of control calls and of their answers. Loaded with the first call, because the start-up can do without. */
final class Json {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {}

    /** The object that a body is. */
    static JsonNode object(HttpRequest request) {
        try {
            JsonNode node = MAPPER.readTree(request.body());
            if (node != null && node.isObject()) {
                return node;
            }
        } catch (JsonProcessingException e) {
            throw new Refusal(400, "The body is not JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new Refusal(400, "The body is not JSON.");
        }
        throw new Refusal(400, "The body must be a JSON object.");
    }

    static HttpResponse answer(int status, Object answer) {
        try {
            return HttpResponse.of(status, "application/json", MAPPER.writeValueAsString(answer));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An answer is not JSON", e);
        }
    }
}
