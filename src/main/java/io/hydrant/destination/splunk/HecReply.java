package io.hydrant.destination.splunk;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.hydrant.http.client.Answer;

/**
 * The JSON object in a collector's answer.
 *
 * @param isJson whether there is one
 * @param code HEC's own number
 * @param text HEC's words for it
 * @param ackId by which the acknowledgement is asked for
 * @param acknowledged the ids that are told to be acknowledged
 */
record HecReply(
        boolean isJson, Optional<Integer> code, Optional<String> text, Optional<Long> ackId, List<Long> acknowledged) {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int LONGEST_TEXT = 1024;
    private static final HecReply NONE =
            new HecReply(false, Optional.empty(), Optional.empty(), Optional.empty(), List.of());

    /** Reads the body of an answer. */
    static HecReply of(Answer answer) {
        Optional<Integer> code = Optional.empty();
        Optional<String> text = Optional.empty();
        Optional<Long> ackId = Optional.empty();
        List<Long> acknowledged = new ArrayList<>();
        try (JsonParser json = JSON.createParser(answer.body())) {
            if (answer.cutOff() || json.nextToken() != JsonToken.START_OBJECT) {
                return NONE;
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                JsonToken value = json.nextToken();
                if (name.equals("code") && value == JsonToken.VALUE_NUMBER_INT) {
                    code = Optional.of(json.getIntValue());
                } else if (name.equals("ackId") && value == JsonToken.VALUE_NUMBER_INT) {
                    ackId = Optional.of(json.getLongValue());
                } else if (name.equals("text") && value == JsonToken.VALUE_STRING) {
                    String told = json.getText();
                    text = Optional.of(told.substring(0, Math.min(LONGEST_TEXT, told.length())));
                } else if (name.equals("acks") && value == JsonToken.START_OBJECT) {
                    readAcks(json, acknowledged);
                }
                json.skipChildren();
            }
            return json.nextToken() == null ? new HecReply(true, code, text, ackId, acknowledged) : NONE;
        } catch (IOException | NumberFormatException e) {
            return NONE;
        }
    }

    private static void readAcks(JsonParser json, List<Long> acknowledged) throws IOException {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String id = json.currentName();
            if (json.nextToken() == JsonToken.VALUE_TRUE) {
                acknowledged.add(Long.parseLong(id));
            }
            json.skipChildren();
        }
    }

    /** Whether it speaks of data that is missing or has the wrong form, or says nothing. */
    boolean isAboutData() {
        return switch (code.orElse(5)) {
            case 5, 6, 12, 13 -> true;
            default -> false;
        };
    }
}
