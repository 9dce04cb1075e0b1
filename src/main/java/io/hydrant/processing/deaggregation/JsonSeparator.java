package io.hydrant.processing.deaggregation;

import java.io.IOException;
import java.io.UncheckedIOException;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;

/**
 * JSON objects, one behind the other, with white space between them or none. Whatever else stands there is a part that is no record:
 * an array as a whole, anything else up to the end of the line where it goes wrong.
 */
final class JsonSeparator implements Separator {
    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.CHARSET_DETECTION)
            .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
            .build();

    @Override
    public void separate(byte[] data, int offset, int length, Parts parts) {
        int end = offset + length;
        int at = offset;
        while (at < end && !parts.tooMany()) {
            at = read(data, at, end, parts);
        }
    }

    /** Adds the values from {@code from} on, up to the first bytes that are none; answers where to go on. */
    private static int read(byte[] data, int from, int end, Parts parts) {
        int start = from;
        try (JsonParser parser = JSON.createParser(data, from, end - from)) {
            while (parser.nextToken() != null && !parts.tooMany()) {
                start = from + (int) parser.currentTokenLocation().getByteOffset();
                JsonToken value = parser.currentToken();
                if (!value.isStructStart()) {
                    return bad(data, start, start, end, parts);
                }
                parser.skipChildren();
                int next = from + (int) parser.currentLocation().getByteOffset();
                if (value == JsonToken.START_OBJECT) {
                    parts.add(start, next);
                } else {
                    parts.addBad(start, next);
                }
                start = next;
            }
            return end;
        } catch (JsonProcessingException notJson) {
            // What is nested too deeply has no location; another may stand behind the byte that is wrong.
            JsonLocation location = notJson.getLocation();
            int wrong = location == null ? start : from + (int) location.getByteOffset() - 1;
            return bad(data, start, Math.min(end, Math.max(start, wrong)), end, parts);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** Adds what is no value, from {@code start} to the end of the line of {@code wrong}. */
    private static int bad(byte[] data, int start, int wrong, int end, Parts parts) {
        int first = start;
        while (first < end && isSpace(data[first])) {
            first++;
        }
        int last = Math.max(first, wrong);
        while (last < end && data[last] != '\n') {
            last++;
        }
        if (last > first) {
            parts.addBad(first, last);
        }
        return Math.max(last, Math.min(end, start + 1));
    }

    private static boolean isSpace(byte b) {
        return b == ' ' || b == '\t' || b == '\n' || b == '\r';
    }
}
