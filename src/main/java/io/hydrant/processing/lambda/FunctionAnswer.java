package io.hydrant.processing.lambda;

import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import org.jspecify.annotations.Nullable;

/**
 * What a function answered for the records of an event. An answer that is not JSON, or that has no list of records, gives back none
 * of them, as recorded on AWS. Records that nobody asked for are passed over.
 */
final class FunctionAnswer {
    private static final JsonFactory JSON = new JsonFactory();

    private final byte[] body;
    private final List<String> ids;
    private @Nullable RecordAnswer[] answers;

    /** Functions answer in the order of the event; then no record has to be looked up. */
    private int expected;

    private @Nullable Map<String, Integer> places;

    private FunctionAnswer(byte[] body, List<String> ids) {
        this.body = body;
        this.ids = ids;
        this.answers = new RecordAnswer[ids.size()];
    }

    /** @param ids those of the event's records, in order */
    static FunctionAnswer read(byte[] body, List<String> ids) {
        FunctionAnswer answer = new FunctionAnswer(body, ids);
        try (JsonParser json = JSON.createParser(body)) {
            answer.readAll(json);
        } catch (IOException e) {
            answer.answers = new RecordAnswer[ids.size()];
        }
        return answer;
    }

    /** The answer for the record at {@code index}. */
    RecordAnswer of(int index) {
        RecordAnswer answer = answers[index];
        return answer == null ? RecordAnswer.failed(LambdaError.MISSING_ID) : answer;
    }

    private void readAll(JsonParser json) throws IOException {
        if (json.nextToken() != JsonToken.START_OBJECT) {
            return;
        }
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            boolean records = json.currentName().equals("records");
            if (json.nextToken() == JsonToken.START_ARRAY && records) {
                while (json.nextToken() != JsonToken.END_ARRAY) {
                    readRecord(json);
                }
            }
            json.skipChildren();
        }
        if (json.nextToken() != null) {
            throw new IOException("more than one value");
        }
    }

    private void readRecord(JsonParser json) throws IOException {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            json.skipChildren();
            return;
        }
        String id = "";
        String result = "";
        Optional<byte[]> data = Optional.empty();
        Optional<Map<String, String>> keys = Optional.of(Map.of());
        boolean readable = true;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            JsonToken value = json.nextToken();
            switch (name) {
                case "recordId" -> id = value.isScalarValue() ? json.getText() : "";
                case "result" -> result = value == JsonToken.VALUE_STRING ? json.getText() : "";
                case "data" -> {
                    data = value == JsonToken.VALUE_STRING ? Base64Text.read(json, body) : Optional.empty();
                    readable = data.isPresent() || value == JsonToken.VALUE_NULL;
                }
                case "metadata" -> keys = keys(json);
                default -> {}
            }
            json.skipChildren();
        }
        put(id, answer(result, data, readable ? keys : Optional.empty()));
    }

    /** @param keys empty if a part of the record cannot be read */
    private static RecordAnswer answer(String result, Optional<byte[]> data, Optional<Map<String, String>> keys) {
        return switch (result) {
            case "Dropped" -> RecordAnswer.DROPPED;
            case "ProcessingFailed" -> RecordAnswer.failed(LambdaError.PROCESSING_FAILED);
            case "Ok" ->
                keys.isEmpty()
                        ? RecordAnswer.failed(LambdaError.UNREADABLE)
                        : data.map(bytes -> RecordAnswer.ok(bytes, keys.get()))
                                .orElseGet(() -> RecordAnswer.failed(LambdaError.NO_DATA));
            default -> RecordAnswer.failed(LambdaError.UNREADABLE);
        };
    }

    /** The keys of {@code metadata.partitionKeys}; empty if they are no object of texts, numbers and truth values. */
    private static Optional<Map<String, String>> keys(JsonParser json) throws IOException {
        Map<String, String> keys = Map.of();
        boolean readable = true;
        if (json.currentToken() == JsonToken.START_OBJECT) {
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                boolean partition = json.currentName().equals("partitionKeys");
                JsonToken value = json.nextToken();
                if (partition && value == JsonToken.START_OBJECT) {
                    keys = new LinkedHashMap<>();
                    readable = readKeys(json, keys);
                } else {
                    readable &= !partition || value == JsonToken.VALUE_NULL;
                    json.skipChildren();
                }
            }
        }
        return readable ? Optional.of(keys) : Optional.empty();
    }

    private static boolean readKeys(JsonParser json, Map<String, String> keys) throws IOException {
        boolean readable = true;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            JsonToken value = json.nextToken();
            if (value.isScalarValue() && value != JsonToken.VALUE_NULL) {
                keys.put(name, json.getText());
            } else {
                readable = false;
            }
            json.skipChildren();
        }
        return readable;
    }

    private void put(String id, RecordAnswer answer) {
        int place = place(id);
        if (place >= 0) {
            answers[place] = answers[place] == null ? answer : RecordAnswer.failed(LambdaError.DUPLICATED_ID);
            expected = place + 1;
        }
    }

    private int place(String id) {
        if (expected < ids.size() && ids.get(expected).equals(id)) {
            return expected;
        }
        Map<String, Integer> known = places;
        if (known == null) {
            known = new HashMap<>();
            for (int i = 0; i < ids.size(); i++) {
                known.put(ids.get(i), i);
            }
            places = known;
        }
        return known.getOrDefault(id, -1);
    }
}
