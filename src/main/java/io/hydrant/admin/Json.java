package io.hydrant.admin;

import java.io.IOException;
import java.io.StringWriter;
import java.util.Map;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hydrant.http.HttpRequest;
import io.hydrant.http.HttpResponse;
import org.jspecify.annotations.Nullable;

/** The bodies of control calls and of their answers. Loaded with the first call, because the start-up can do without. */
final class Json {
    private static final JsonFactory FACTORY = new JsonFactory();

    private Json() {}

    /** Some three hundred classes, loaded with the first body, because most calls have none and a check of health needs a quick answer. */
    private static final class Trees {
        private static final ObjectMapper MAPPER = new ObjectMapper();
    }

    /** The object that a body is. */
    static JsonNode object(HttpRequest request) {
        try {
            JsonNode node = Trees.MAPPER.readTree(request.body());
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
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            write(json, answer);
        } catch (IOException e) {
            throw new IllegalStateException("An answer is not JSON", e);
        }
        return HttpResponse.of(status, "application/json", text.toString());
    }

    private static void write(JsonGenerator json, @Nullable Object value) throws IOException {
        if (value instanceof Map<?, ?> members) {
            json.writeStartObject();
            for (Map.Entry<?, ?> member : members.entrySet()) {
                json.writeFieldName(String.valueOf(member.getKey()));
                write(json, member.getValue());
            }
            json.writeEndObject();
        } else if (value instanceof Iterable<?> elements && !(value instanceof JsonNode)) {
            json.writeStartArray();
            for (Object element : elements) {
                write(json, element);
            }
            json.writeEndArray();
        } else if (value instanceof String text) {
            json.writeString(text);
        } else if (value instanceof Integer number) {
            json.writeNumber(number);
        } else if (value instanceof Long number) {
            json.writeNumber(number);
        } else if (value instanceof Boolean truth) {
            json.writeBoolean(truth);
        } else if (value == null) {
            json.writeNull();
        } else {
            Trees.MAPPER.writeValue(json, value);
        }
    }
}
