package io.hydrant.service.lambda.embedded;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.hydrant.jq.JqException;
import io.hydrant.jq.JqQuery;

/**
 * A function that is written as a jq expression over each record. The output is the record's answer; no output drops the record,
 * and a failure or a second output is {@code ProcessingFailed}.
 */
record QueryFunction(JqQuery query) implements LocalFunction {
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    @Override
    public byte[] answer(byte[] event, int length) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(length);
        try (JsonGenerator answer = JSON.createGenerator(bytes)) {
            answer.writeStartObject();
            answer.writeArrayFieldStart("records");
            for (JsonNode record : JSON.readTree(event, 0, length).path("records")) {
                if (Thread.interrupted()) {
                    throw new IOException("the wait is over");
                }
                answer.writeTree(answer(record));
            }
            answer.writeEndArray();
            answer.writeEndObject();
        }
        return bytes.toByteArray();
    }

    private JsonNode answer(JsonNode record) {
        ObjectNode input = input(record);
        String id = record.path("recordId").asText();
        List<JsonNode> outputs;
        try {
            outputs = query.run(input.deepCopy());
        } catch (JqException | StackOverflowError e) {
            return result(id, "ProcessingFailed");
        }
        if (outputs.isEmpty()) {
            return result(id, "Dropped");
        }
        return outputs.size() == 1 && outputs.get(0) instanceof ObjectNode output
                ? completed(output, input, id)
                : result(id, "ProcessingFailed");
    }

    private static ObjectNode input(JsonNode record) {
        String data = record.path("data").asText();
        byte[] bytes = Base64.getDecoder().decode(data);
        ObjectNode input = JSON.createObjectNode();
        input.set("recordId", record.path("recordId"));
        input.put("data", data);
        input.put("text", new String(bytes, StandardCharsets.UTF_8));
        input.set("json", json(bytes));
        input.set("approximateArrivalTimestamp", record.path("approximateArrivalTimestamp"));
        return input;
    }

    private static JsonNode json(byte[] bytes) {
        try {
            JsonNode read = JSON.readTree(bytes);
            return read.isMissingNode() ? NullNode.getInstance() : read;
        } catch (IOException e) {
            return NullNode.getInstance();
        }
    }

    private static ObjectNode result(String id, String result) {
        return JSON.createObjectNode().put("recordId", id).put("result", result);
    }

    /** The answer with its data: what the expression changed of {@code json}, {@code text} and {@code data}, in this order. */
    private static ObjectNode completed(ObjectNode output, ObjectNode input, String id) {
        ObjectNode answer = result(id, "Ok");
        JsonNode given = output.path("data");
        if (isChanged("json", output, input)) {
            given = base64(output.get("json").toString());
        } else if (isChanged("text", output, input)) {
            given = base64(output.get("text").asText());
        } else if (given.isMissingNode() && output.hasNonNull("text")) {
            given = base64(output.get("text").asText());
        } else if (given.isMissingNode() && output.has("json")) {
            given = base64(output.get("json").toString());
        }
        answer.set("data", given.isMissingNode() ? NullNode.getInstance() : given);
        for (String member : List.of("recordId", "result", "metadata")) {
            if (output.has(member)) {
                answer.set(member, output.get(member));
            }
        }
        return answer;
    }

    private static boolean isChanged(String member, ObjectNode output, ObjectNode input) {
        return output.has(member) && !output.get(member).equals(input.get(member));
    }

    private static JsonNode base64(String text) {
        return TextNode.valueOf(Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)));
    }
}
