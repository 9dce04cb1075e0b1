package io.hydrant.jq.json;

import java.io.IOException;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** Reads the wanted parts of a value and ignores the others, which must be JSON all the same. */
final class PartReader {
    private final JsonParser parser;

    PartReader(JsonParser parser) {
        this.parser = parser;
    }

    /** The value whose first token is the current one, without what is not wanted; null if it nests too deeply. */
    @Nullable
    JsonNode read(Wanted wanted, int depth) throws IOException {
        JsonToken token = parser.currentToken();
        if (wanted.isWhole() || !token.isStructStart()) {
            return JsonReader.value(parser, depth);
        }
        if (depth >= JsonReader.DEPTH) {
            return null;
        }
        return token == JsonToken.START_OBJECT ? object(wanted, depth) : array(wanted, depth);
    }

    private @Nullable JsonNode object(Wanted wanted, int depth) throws IOException {
        ObjectNode object = Json.object();
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            JsonToken first = parser.nextToken();
            Wanted part = wanted.member(name);
            if (part == null) {
                if (first.isStructStart() && !skip(depth + 1)) {
                    return null;
                }
                continue;
            }
            JsonNode member = read(part, depth + 1);
            if (member == null) {
                return null;
            }
            object.set(name, member);
        }
        return object;
    }

    private @Nullable JsonNode array(Wanted wanted, int depth) throws IOException {
        ArrayNode array = Json.array();
        int index = 0;
        int last = wanted.lastElement();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            Wanted part = index <= last ? wanted.element(index) : null;
            if (part != null) {
                JsonNode element = read(part, depth + 1);
                if (element == null) {
                    return null;
                }
                array.add(element);
            } else {
                if (token.isStructStart() && !skip(depth + 1)) {
                    return null;
                }
                if (index < last) {
                    array.add(Json.NULL);
                }
            }
            index++;
        }
        return array;
    }

    /** Ignores an array or object; false if it nests too deeply. */
    private boolean skip(int depth) throws IOException {
        int open = 1;
        if (depth >= JsonReader.DEPTH) {
            return false;
        }
        while (open > 0) {
            JsonToken token = parser.nextToken();
            if (token == null) {
                return false;
            }
            if (token.isStructStart()) {
                open++;
                if (depth + open > JsonReader.DEPTH) {
                    return false;
                }
            } else if (token.isStructEnd()) {
                open--;
            }
        }
        return true;
    }
}
