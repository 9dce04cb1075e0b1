package io.hydrant.fault.hop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpHeaders;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.hydrant.fault.Effect;
import io.hydrant.http.client.Answer;

/** The JSON of those who are asked over HTTP; loaded with the first call that fails. */
final class FarSideJson {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int BUSY = 429;

    private FarSideJson() {}

    static String quoted(String text) {
        return TextNode.valueOf(text).toString();
    }

    /** What a search cluster says of an error. */
    static ObjectNode searchError(Effect.Refusal refusal) {
        ObjectNode cause = JSON.createObjectNode().put("type", refusal.code()).put("reason", refusal.message());
        ObjectNode error = cause.deepCopy();
        error.putArray("root_cause").add(cause);
        return error;
    }

    /**
     * The items of an answer to a bulk request, as JSON.
     *
     * @throws IOException if it is none
     */
    static String items(byte[] answer) throws IOException {
        JsonNode items = JSON.readTree(answer).path("items");
        if (!items.isArray()) {
            throw new IOException("No items");
        }
        return items.toString();
    }

    /**
     * The answer to a bulk request whose documents are refused at some places.
     *
     * @param others the items of the others
     */
    static Answer bulkAnswer(BulkLines all, Effect.PartialFailure failure, String others) {
        try {
            return bulkAnswer(all, failure, (ArrayNode) JSON.readTree(others));
        } catch (IOException e) {
            throw new UncheckedIOException("JSON in memory", e);
        }
    }

    private static Answer bulkAnswer(BulkLines all, Effect.PartialFailure failure, ArrayNode others)
            throws IOException {
        ObjectNode answer = JSON.createObjectNode().put("took", 0).put("errors", true);
        ArrayNode items = answer.putArray("items");
        int next = 0;
        for (int i = 0; i < all.documents(); i++) {
            if (failure.places().contains(i)) {
                items.add(refused(all.action(i), failure.refusal()));
            } else if (next < others.size()) {
                items.add(others.get(next));
                next++;
            }
        }
        byte[] body = JSON.writeValueAsBytes(answer);
        HttpHeaders headers =
                HttpHeaders.of(Map.of("Content-Type", List.of("application/json")), (name, value) -> true);
        return new Answer(200, headers, body, false);
    }

    /** A status that is no error's stands for a cluster that is busy. */
    private static ObjectNode refused(byte[] action, Effect.Refusal refusal) throws IOException {
        ObjectNode item = JSON.createObjectNode();
        ObjectNode index = item.putObject("index");
        index.setAll((ObjectNode) JSON.readTree(action).path("index"));
        index.put("status", refusal.status() < 400 ? BUSY : refusal.status());
        index.set("error", searchError(refusal));
        return item;
    }
}
