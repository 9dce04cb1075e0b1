package io.hydrant.destination.splunk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hydrant.receiver.ReceivedRecord;

/** Events in HEC's JSON: objects one behind the other, with or without space between them. */
final class ReceivedEvents {
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private ReceivedEvents() {}

    /** An event as it was sent. */
    private record Event(byte[] data) implements ReceivedRecord {
        @Override
        public Map<String, Object> shown() {
            try {
                return JSON.readValue(data, new TypeReference<Map<String, Object>>() {});
            } catch (IOException e) {
                throw new UncheckedIOException("An event that was read once cannot be read again", e);
            }
        }

        @Override
        public int bytes() {
            return data.length;
        }
    }

    /** An event that a collector does not take; the message is Splunk's. */
    static final class RefusedEvent extends Exception {
        private static final long serialVersionUID = 1;

        private final int code;
        private final int number;

        RefusedEvent(int code, int number, String text) {
            super(text, null, false, false);
            this.code = code;
            this.number = number;
        }

        /** HEC's number of the refusal. */
        int code() {
            return code;
        }

        /** Which event it is, from 0 on. */
        int number() {
            return number;
        }
    }

    /** All events of a body. */
    static List<ReceivedRecord> of(byte[] body) throws RefusedEvent {
        List<ReceivedRecord> events = new ArrayList<>();
        try (JsonParser json = JSON.createParser(body)) {
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                int begin = (int) json.currentTokenLocation().getByteOffset();
                if (token != JsonToken.START_OBJECT) {
                    throw new RefusedEvent(6, events.size(), "Invalid data format");
                }
                readEvent(json, events.size());
                int end = (int) json.currentLocation().getByteOffset();
                events.add(new Event(Arrays.copyOfRange(body, begin, end)));
            }
        } catch (IOException e) {
            throw new RefusedEvent(6, events.size(), "Invalid data format");
        }
        if (events.isEmpty()) {
            throw new RefusedEvent(5, 0, "No data");
        }
        return events;
    }

    private static void readEvent(JsonParser json, int number) throws IOException, RefusedEvent {
        boolean given = false;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            boolean event = json.currentName().equals("event");
            JsonToken value = json.nextToken();
            boolean blank = value == JsonToken.VALUE_NULL
                    || (value == JsonToken.VALUE_STRING && json.getText().isEmpty());
            if (event && blank) {
                throw new RefusedEvent(13, number, "Event field cannot be blank");
            }
            given |= event;
            json.skipChildren();
        }
        if (!given) {
            throw new RefusedEvent(12, number, "Event field is required");
        }
    }
}
