package io.hydrant.destination.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.SplittableRandom;

import io.hydrant.destination.JsonText;
import io.hydrant.receiver.ReceivedRequest;
import io.hydrant.receiver.ReceiverProtocol;
import io.hydrant.receiver.Reception;
import io.hydrant.record.Stride;

/** Plays a cluster that takes bulk requests: it indexes every document, and searches none. Thread-safe. */
final class SearchReceiver implements ReceiverProtocol {
    private static final int ID_BYTES = 15;

    /** About what an answer has for each document besides its index and its id. */
    private static final int ANSWER_EACH = 64;

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
        byte[] body = request.body().bytes();
        int end = request.body().length();
        ActionLine action = new ActionLine();
        Stride stride = new Stride();
        int at = 0;
        while (at < end) {
            int actionEnd = lineEnd(body, at, end);
            int documentEnd = lineEnd(body, actionEnd + 1, end);
            if (documentEnd >= end) {
                return Reception.json(
                        400, error("The bulk request must be terminated by a newline [\\\\n]"), List.of());
            }
            try {
                action.read(body, at, actionEnd);
            } catch (IOException e) {
                return Reception.json(400, error("Malformed action/metadata line"), List.of());
            }
            documents.add(new ReceivedDocument(
                    action.index(),
                    action.id().isEmpty() ? newId() : action.id(),
                    Arrays.copyOfRange(body, actionEnd + 1, documentEnd)));
            stride.done(documentEnd + 1 - at);
            at = documentEnd + 1;
        }
        return documents.isEmpty()
                ? Reception.json(400, error("request body is required"), List.of())
                : Reception.json(200, answer(documents), documents);
    }

    private static int lineEnd(byte[] body, int from, int end) {
        int at = from;
        while (at < end && body[at] != '\n') {
            at++;
        }
        return at;
    }

    /** An id like those that a cluster invents. */
    private static String newId() {
        byte[] bytes = new byte[ID_BYTES];
        new SplittableRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().encodeToString(bytes);
    }

    private static String answer(List<ReceivedDocument> documents) {
        ReceivedDocument first = documents.get(0);
        int each = first.index().length() + first.id().length() + ANSWER_EACH;
        StringBuilder answer =
                new StringBuilder(documents.size() * each).append("{\"took\":0,\"errors\":false,\"items\":[");
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
