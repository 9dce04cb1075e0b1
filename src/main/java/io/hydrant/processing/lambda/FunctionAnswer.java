package io.hydrant.processing.lambda;

import java.io.IOException;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import org.jspecify.annotations.Nullable;

/**
 * What a function answered for the records of an event. An answer that is not JSON, or that has no list of records, gives back none
 * of them, as recorded on AWS. Records that nobody asked for are passed over.
 */
final class FunctionAnswer {
    private final AnswerText text;
    private final List<String> ids;
    private final String dataMember;
    private @Nullable RecordAnswer[] answers;
    private final BitSet doubled = new BitSet();

    /** Functions answer in the order of the event; then no record has to be looked up. */
    private int expected;

    private @Nullable Map<String, Integer> places;

    private FunctionAnswer(AnswerText text, List<String> ids, String dataMember) {
        this.text = text;
        this.ids = ids;
        this.dataMember = dataMember;
        this.answers = new RecordAnswer[ids.size()];
    }

    /**
     * @param ids those of the event's records, in order
     * @param dataMember the name of the member that holds a record's bytes
     */
    static FunctionAnswer read(byte[] body, List<String> ids, String dataMember) {
        AnswerText text = new AnswerText(body);
        FunctionAnswer answer = new FunctionAnswer(text, ids, dataMember);
        try (JsonParser json = text.parser()) {
            answer.readAll(json);
        } catch (IOException e) {
            answer.answers = new RecordAnswer[ids.size()];
            answer.doubled.clear();
        }
        return answer;
    }

    /** What is to be done with the record at {@code index}. */
    RecordAnswer.Verdict of(int index) {
        if (doubled.get(index)) {
            return new RecordAnswer.Verdict.Failed(LambdaError.DUPLICATED_ID);
        }
        RecordAnswer answer = answers[index];
        return answer == null ? new RecordAnswer.Verdict.Failed(LambdaError.MISSING_ID) : answer.verdict();
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
        Optional<Base64Text> data = Optional.empty();
        Optional<Map<String, String>> keys = Optional.of(Map.of());
        boolean readable = true;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            JsonToken value = json.nextToken();
            switch (name) {
                case "recordId" -> id = value.isScalarValue() ? text.text(json) : "";
                case "result" -> result = value == JsonToken.VALUE_STRING ? text.text(json) : "";
                case "metadata" -> keys = keys(json);
                default -> {
                    if (name.equals(dataMember)) {
                        data = value == JsonToken.VALUE_STRING ? Optional.of(text.base64(json)) : Optional.empty();
                        readable = data.isPresent() || value == JsonToken.VALUE_NULL;
                    }
                }
            }
            json.skipChildren();
        }
        put(id, new RecordAnswer(result, data, readable ? keys : Optional.empty()));
    }

    /** The keys of {@code metadata.partitionKeys}; empty if they are no object of texts, numbers and truth values. */
    private Optional<Map<String, String>> keys(JsonParser json) throws IOException {
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

    private boolean readKeys(JsonParser json, Map<String, String> keys) throws IOException {
        boolean readable = true;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            JsonToken value = json.nextToken();
            if (value.isScalarValue() && value != JsonToken.VALUE_NULL) {
                keys.put(name, text.text(json));
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
            if (answers[place] != null) {
                doubled.set(place);
            }
            answers[place] = answer;
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
