package io.hydrant.destination.search;

import java.io.IOException;
import java.util.Arrays;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/**
 * The action line that was read last: what a cluster shall do with the document after it. Most lines of a bulk request differ from
 * the line before in their id alone; such a line needs no parser. Not thread-safe.
 */
final class ActionLine {
    /** Loaded with the first request, because the start-up can do without. */
    private static final class Json {
        private static final JsonFactory FACTORY = new JsonFactory();
    }

    private byte[] line = {};
    private int idFrom;
    private int idTo;
    private String index = "";
    private String id = "";

    /**
     * Reads the line from {@code from} to {@code to}.
     *
     * @throws IOException if it is no JSON
     */
    void read(byte[] body, int from, int to) throws IOException {
        if (!isLikeTheLast(body, from, to)) {
            parse(Arrays.copyOfRange(body, from, to));
        } else if (idFrom < idTo) {
            id = new String(body, from + idFrom, idTo - idFrom, ISO_8859_1);
        }
    }

    private boolean isLikeTheLast(byte[] body, int from, int to) {
        return to - from == line.length
                && line.length > 0
                && Arrays.equals(line, 0, idFrom, body, from, from + idFrom)
                && Arrays.equals(line, idTo, line.length, body, from + idTo, to)
                && isPlain(body, from + idFrom, from + idTo);
    }

    /** Whether a text in JSON means these bytes and no others. */
    private static boolean isPlain(byte[] text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text[i] < ' ' || text[i] == '"' || text[i] == '\\') {
                return false;
            }
        }
        return true;
    }

    private void parse(byte[] next) throws IOException {
        line = new byte[0];
        idFrom = next.length;
        idTo = next.length;
        index = "";
        id = "";
        try (JsonParser json = Json.FACTORY.createParser(next)) {
            while (json.nextToken() != null) {
                if (json.currentToken() == JsonToken.VALUE_STRING) {
                    index = "_index".equals(json.currentName()) ? json.getText() : index;
                    if ("_id".equals(json.currentName())) {
                        id = json.getText();
                        idFrom = (int) json.currentTokenLocation().getByteOffset() + 1;
                        idTo = idFrom + id.length();
                    }
                }
            }
        }
        boolean remembered = idTo <= next.length && isPlain(next, idFrom, idTo);
        line = remembered ? next : line;
    }

    /** The name of the index; empty if the line has none. */
    String index() {
        return index;
    }

    /** The document's id; empty if the line has none. */
    String id() {
        return id;
    }
}
