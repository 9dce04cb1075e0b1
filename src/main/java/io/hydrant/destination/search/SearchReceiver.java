package io.hydrant.destination.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.SplittableRandom;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.hydrant.destination.JsonText;
import io.hydrant.receiver.ReceivedRequest;
import io.hydrant.receiver.ReceiverProtocol;
import io.hydrant.receiver.Reception;

/** Plays a cluster that takes bulk requests: it indexes every document, and searches none. Thread-safe. */
final class SearchReceiver implements ReceiverProtocol {
    /** Loaded with the first request, because the start-up can do without. */
    private static final class Json {
        private static final JsonFactory FACTORY = new JsonFactory();
    }

    private static final int ID_BYTES = 15;

    private final String destination;

    /** @param destination whom it plays, as the receivers' list names it */
    SearchReceiver(String destination) {
        this.destination = destination;
    }

    @Override
    public String destination() {
        return destination;
    }

    @Override
    public Reception receive(ReceivedRequest request) {
        List<ReceivedDocument> documents = new ArrayList<>();
        byte[] body = request.body();
        int at = 0;
        while (at < body.length) {
            int action = lineEnd(body, at);
            int document = lineEnd(body, action + 1);
            if (document >= body.length) {
                return Reception.json(
                        400, error("The bulk request must be terminated by a newline [\\\\n]"), List.of());
            }
            try {
                documents.add(
                        document(Arrays.copyOfRange(body, at, action), Arrays.copyOfRange(body, action + 1, document)));
            } catch (IOException e) {
                return Reception.json(400, error("Malformed action/metadata line"), List.of());
            }
            at = document + 1;
        }
        return documents.isEmpty()
                ? Reception.json(400, error("request body is required"), List.of())
                : Reception.json(200, answer(documents), documents);
    }

    private static int lineEnd(byte[] body, int from) {
        int at = from;
        while (at < body.length && body[at] != '\n') {
            at++;
        }
        return at;
    }

    private static ReceivedDocument document(byte[] action, byte[] document) throws IOException {
        String index = "";
        String id = "";
        try (JsonParser json = Json.FACTORY.createParser(action)) {
            while (json.nextToken() != null) {
                if (json.currentToken() == JsonToken.VALUE_STRING) {
                    index = "_index".equals(json.currentName()) ? json.getText() : index;
                    id = "_id".equals(json.currentName()) ? json.getText() : id;
                }
            }
        }
        return new ReceivedDocument(index, id.isEmpty() ? newId() : id, document);
    }

    /** An id like those that a cluster invents. */
    private static String newId() {
        byte[] bytes = new byte[ID_BYTES];
        new SplittableRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().encodeToString(bytes);
    }

    private static String answer(List<ReceivedDocument> documents) {
        StringBuilder answer = new StringBuilder("{\"took\":0,\"errors\":false,\"items\":[");
        for (ReceivedDocument document : documents) {
            answer.append("{\"index\":{\"_index\":")
                    .append(JsonText.quoted(document.index()))
                    .append(",\"_id\":")
                    .append(JsonText.quoted(document.id()))
                    .append(",\"result\":\"created\",\"status\":201}},");
        }
        answer.setLength(answer.length() - 1);
        return answer.append("]}").toString();
    }

    private static String error(String reason) {
        return "{\"error\":{\"type\":\"illegal_argument_exception\",\"reason\":\"" + reason + "\"},\"status\":400}";
    }
}
