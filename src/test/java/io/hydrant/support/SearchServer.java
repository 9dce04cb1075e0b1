package io.hydrant.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hydrant.support.HttpReceiver.Behaviour;
import io.hydrant.support.HttpReceiver.Received;

/** A search cluster of the tests' own over a real socket: it keeps what bulk requests bring, and refuses what it is told to. */
public final class SearchServer implements AutoCloseable {
    /** Says which status a document gets; 201 keeps it. */
    public interface Judge {
        int status(Document document);
    }

    /** A document as a bulk request brought it. */
    public record Document(String index, String id, String type, JsonNode json) {}

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Judge TAKES_ALL = document -> 201;

    private final HttpReceiver receiver = HttpReceiver.start();
    private final List<Document> arrivals = new ArrayList<>();
    private final List<Document> attempts = new ArrayList<>();
    private volatile Judge judge = TAKES_ALL;

    public SearchServer() {
        receiver.always(this::answer);
    }

    /** From now on documents get the status that {@code next} says. */
    public SearchServer judging(Judge next) {
        judge = next;
        return this;
    }

    /** Answers the next requests like this, one each. */
    public SearchServer then(Behaviour... behaviours) {
        receiver.then(behaviours);
        return this;
    }

    /** Answers a request as {@link #judging} says. */
    public void answer(Received request, HttpReceiver from, Socket peer) throws IOException {
        HttpReceiver.answer(200, "", taken(request)).answer(request, from, peer);
    }

    /** Takes a request, and ends the connection in the middle of the answer. */
    public Behaviour takingItAndBreakingOff() {
        return (request, from, peer) -> {
            taken(request);
            HttpReceiver.disconnectInTheMiddle().answer(request, from, peer);
        };
    }

    /** Reads a bulk request without keeping it. */
    public static List<Document> documents(Received request) {
        List<Document> documents = new ArrayList<>();
        String[] lines = request.text().split("\n", -1);
        if (!lines[lines.length - 1].isEmpty() || lines.length % 2 == 0) {
            throw new AssertionError("No whole lines: " + request.text());
        }
        try {
            for (int i = 0; i + 1 < lines.length; i += 2) {
                JsonNode action = JSON.readTree(lines[i]).get("index");
                documents.add(new Document(
                        action.path("_index").asText(),
                        action.path("_id").asText(),
                        action.path("_type").asText(),
                        JSON.readTree(lines[i + 1])));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return documents;
    }

    private synchronized String taken(Received request) {
        List<Document> documents = documents(request);
        StringBuilder items = new StringBuilder();
        boolean errors = false;
        for (Document document : documents) {
            int status = judge.status(document);
            attempts.add(document);
            String outcome = "\"status\":" + status;
            if (status == 201) {
                arrivals.add(document);
            } else {
                errors = true;
                outcome += ",\"error\":{\"type\":\"told\",\"reason\":\"" + document.id() + "\"}";
            }
            items.append(items.length() == 0 ? "" : ",")
                    .append("{\"index\":{\"_index\":\"" + document.index() + "\"," + outcome + "}}");
        }
        return "{\"took\":3,\"errors\":" + errors + ",\"items\":[" + items + "]}";
    }

    /** What is in the indexes: the newest document of each id. */
    public synchronized Map<String, JsonNode> documents() {
        Map<String, JsonNode> documents = new LinkedHashMap<>();
        arrivals.forEach(document -> documents.put(document.index() + '/' + document.id(), document.json()));
        return documents;
    }

    /** What arrived, in order, once for each time. */
    public synchronized List<Document> arrivals() {
        return List.copyOf(arrivals);
    }

    /** What came, in order, whatever became of it. */
    public synchronized <T> List<T> attempts(Function<Document, T> what) {
        return attempts.stream().map(what).toList();
    }

    /** The next request; fails when none comes. */
    public Received next() throws InterruptedException {
        return receiver.next();
    }

    /** How many requests have come that nobody has asked for. */
    public int waiting() {
        return receiver.waiting();
    }

    /** Its address. */
    public URI url() {
        return receiver.url("");
    }

    @Override
    public void close() {
        receiver.close();
    }
}
