package io.hydrant.fault.hop;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.hydrant.fault.Effect;

/** The documents of a bulk request, each with the line that says what is done with it. */
final class BulkLines {
    private final List<Pair> pairs;

    /** Two lines with their ends. */
    private record Pair(byte[] action, byte[] document) {}

    private BulkLines(List<Pair> pairs) {
        this.pairs = List.copyOf(pairs);
    }

    static BulkLines of(byte[] body) {
        List<Pair> pairs = new ArrayList<>();
        int at = 0;
        while (at < body.length) {
            int action = end(body, at);
            int document = end(body, action);
            pairs.add(new Pair(Arrays.copyOfRange(body, at, action), Arrays.copyOfRange(body, action, document)));
            at = document;
        }
        return new BulkLines(pairs);
    }

    /** Behind the end of the line that begins at {@code from}. */
    private static int end(byte[] body, int from) {
        int at = from;
        while (at < body.length && body[at] != '\n') {
            at++;
        }
        return Math.min(at + 1, body.length);
    }

    int documents() {
        return pairs.size();
    }

    /** The line that says what is done with a document. */
    byte[] action(int index) {
        return pairs.get(index).action();
    }

    /** The documents at other places. */
    BulkLines without(Effect.Places places) {
        List<Pair> left = new ArrayList<>();
        for (int i = 0; i < pairs.size(); i++) {
            if (!places.contains(i)) {
                left.add(pairs.get(i));
            }
        }
        return new BulkLines(left);
    }

    /** The lines as they are sent. */
    BodyPublisher publisher() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (Pair pair : pairs) {
            bytes.writeBytes(pair.action());
            bytes.writeBytes(pair.document());
        }
        return BodyPublishers.ofByteArray(bytes.toByteArray());
    }
}
