package io.hydrant.destination.search;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.hydrant.receiver.ReceivedRecord;

/** A document in the receiver: its index, its id and its JSON. */
record ReceivedDocument(String index, String id, byte[] document) implements ReceivedRecord {
    @Override
    public Map<String, Object> shown() {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("index", index);
        shown.put("id", id);
        shown.put("document", read());
        return shown;
    }

    /** Its text, if a reader of JSON does not take it. */
    private Object read() {
        try {
            return Json.MAPPER.readTree(document);
        } catch (IOException e) {
            return new String(document, StandardCharsets.UTF_8);
        }
    }

    @Override
    public int bytes() {
        return document.length + index.length() + id.length();
    }

    @Override
    public String toString() {
        return "ReceivedDocument[index=" + index + ", id=" + id + "]";
    }

    /** Loaded with the first document that is shown. */
    private static final class Json {
        private static final ObjectMapper MAPPER = new ObjectMapper();
    }
}
