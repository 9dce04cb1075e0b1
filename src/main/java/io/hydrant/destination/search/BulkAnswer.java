package io.hydrant.destination.search;

import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

/**
 * What a cluster says of the documents of a bulk request.
 *
 * @param errors false if it has taken all of them; the items are not read then
 * @param items what it says of each, in the order of the request; those that came before the answer ended
 */
record BulkAnswer(boolean errors, List<Item> items) {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int LONGEST_ERROR = 4096;

    /**
     * What became of one document.
     *
     * @param status as HTTP has them
     * @param error the cluster's own words: the JSON of its error; empty if there is none
     */
    record Item(int status, String error) {
        /** Whether the document is in its index. */
        boolean arrived() {
            return status / 100 == 2;
        }

        /** Whether it may be taken another time: the cluster was busy, or something in it was broken. */
        boolean mayArrive() {
            return status == 429 || status / 100 == 5;
        }
    }

    /** Reads a body as far as it goes; empty if it is not the answer to a bulk request. */
    static Optional<BulkAnswer> read(byte[] body) {
        List<Item> items = new ArrayList<>();
        boolean[] told = new boolean[2];
        try (JsonParser json = JSON.createParser(body)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                JsonToken value = json.nextToken();
                if (name.equals("errors") && value == JsonToken.VALUE_FALSE) {
                    return Optional.of(new BulkAnswer(false, List.of()));
                }
                told[0] |= name.equals("errors") && value == JsonToken.VALUE_TRUE;
                if (name.equals("items") && value == JsonToken.START_ARRAY) {
                    told[1] = true;
                    while (json.nextToken() == JsonToken.START_OBJECT) {
                        items.add(item(json));
                    }
                } else {
                    json.skipChildren();
                }
            }
        } catch (IOException e) {
            return items.isEmpty() ? Optional.empty() : Optional.of(new BulkAnswer(true, items));
        }
        return told[0] || told[1] ? Optional.of(new BulkAnswer(true, items)) : Optional.empty();
    }

    /** An object with one member, {@code index}, whose value has the status. */
    private static Item item(JsonParser json) throws IOException {
        int status = 0;
        String error = "";
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                json.skipChildren();
                continue;
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                JsonToken value = json.nextToken();
                if (name.equals("status") && value == JsonToken.VALUE_NUMBER_INT) {
                    status = json.getIntValue();
                } else if (name.equals("error") && value != JsonToken.VALUE_NULL) {
                    error = text(json, value);
                } else {
                    json.skipChildren();
                }
            }
        }
        if (status == 0) {
            throw new IOException("An item without a status");
        }
        return new Item(status, error);
    }

    private static String text(JsonParser json, JsonToken value) throws IOException {
        String text;
        if (value == JsonToken.VALUE_STRING) {
            text = json.getText();
        } else {
            StringWriter copy = new StringWriter();
            try (JsonGenerator generator = JSON.createGenerator(copy)) {
                generator.copyCurrentStructure(json);
            }
            text = copy.toString();
        }
        return text.length() <= LONGEST_ERROR ? text : text.substring(0, LONGEST_ERROR) + "…";
    }
}
