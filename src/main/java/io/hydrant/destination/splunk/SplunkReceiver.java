package io.hydrant.destination.splunk;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.hydrant.receiver.ReceivedRecord;
import io.hydrant.receiver.ReceivedRequest;
import io.hydrant.receiver.ReceiverProtocol;
import io.hydrant.receiver.Reception;

/**
 * Plays a collector that takes any token and acknowledges at once. Its refusals are Splunk's. Thread-safe.
 *
 * @see <a href="https://docs.splunk.com/Documentation/Splunk/latest/Data/TroubleshootHTTPEventCollector">error codes</a>
 */
final class SplunkReceiver implements ReceiverProtocol {
    /** Loaded with the first request, because the start-up can do without. */
    private static final class Json {
        private static final JsonFactory FACTORY = new JsonFactory();
    }

    private final AtomicLong ackIds = new AtomicLong();

    @Override
    public String destination() {
        return "Splunk";
    }

    @Override
    public Reception receive(ReceivedRequest request) {
        if (request.headers().firstValue("Authorization").isEmpty()) {
            return refused(401, 2, "Token is required");
        }
        if (request.headers().firstValue("X-Splunk-Request-Channel").isEmpty()) {
            return refused(400, 10, "Data channel is missing");
        }
        String path = request.url().getPath();
        if (path.endsWith("/services/collector/ack")) {
            return acknowledged(request.body().exact());
        }
        if (request.body().length() == 0) {
            return refused(400, 5, "No data");
        }
        if (path.endsWith("/services/collector/raw")) {
            return taken(ReceivedLines.of(request.body().exact()));
        }
        return path.endsWith("/services/collector/event")
                ? events(request.body().exact())
                : refused(404, 404, "The requested URL was not found on this server.");
    }

    private Reception events(byte[] body) {
        try {
            return taken(ReceivedEvents.of(body));
        } catch (ReceivedEvents.RefusedEvent e) {
            return Reception.json(
                    400,
                    "{\"text\":\"" + e.getMessage() + "\",\"code\":" + e.code() + ",\"invalid-event-number\":"
                            + e.number() + '}',
                    List.of());
        }
    }

    private Reception taken(List<? extends ReceivedRecord> records) {
        String answer = "{\"text\":\"Success\",\"code\":0,\"ackId\":" + ackIds.getAndIncrement() + '}';
        return Reception.json(200, answer, records);
    }

    /** Everything that was taken is acknowledged. */
    private static Reception acknowledged(byte[] body) {
        StringBuilder acks = new StringBuilder();
        try (JsonParser json = Json.FACTORY.createParser(body)) {
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                if (token == JsonToken.VALUE_NUMBER_INT) {
                    acks.append(acks.isEmpty() ? "" : ",")
                            .append('"')
                            .append(json.getText())
                            .append("\":true");
                }
            }
        } catch (IOException e) {
            return refused(400, 6, "Invalid data format");
        }
        return Reception.json(200, "{\"acks\":{" + acks + "}}", List.of());
    }

    private static Reception refused(int status, int code, String text) {
        return Reception.json(status, "{\"text\":\"" + text + "\",\"code\":" + code + '}', List.of());
    }
}
