package io.hydrant.processing.logs;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

/**
 * Reads the messages of a subscription's record: {@code {"messageType":…,"logEvents":[{"message":…}]}}. For one thread.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/SubscriptionFilters.html">Subscription filters</a>
 */
final class LogMessages {
    private static final JsonFactory JSON = new JsonFactory();
    private static final String CONTROL_MESSAGE = "CONTROL_MESSAGE";

    private final Joined all = new Joined();
    private final Joined ofOneEnvelope = new Joined();

    /** Texts in UTF-8 with a newline between two. */
    private static final class Joined extends ByteArrayOutputStream {
        private boolean empty = true;

        @Override
        public synchronized void reset() {
            super.reset();
            empty = true;
        }

        void add(byte[] bytes, int length) {
            if (!empty) {
                write('\n');
            }
            write(bytes, 0, length);
            empty = false;
        }

        void addAll(Joined other) {
            if (!other.empty) {
                add(other.buf, other.count);
            }
        }
    }

    /**
     * Reads every envelope of a record, one behind the other.
     *
     * @return whether there is any message; one of type {@code CONTROL_MESSAGE} tests the way and has none
     * @throws IOException if the bytes are no such envelopes
     */
    boolean read(byte[] data, int offset, int length) throws IOException {
        all.reset();
        int envelopes = 0;
        try (JsonParser parser = JSON.createParser(data, offset, length)) {
            while (parser.nextToken() != null) {
                readEnvelope(parser);
                envelopes++;
            }
        }
        if (envelopes == 0) {
            throw new IOException("nothing is there");
        }
        return !all.empty;
    }

    /** The messages that were read, joined by newlines. */
    byte[] joined() {
        return all.toByteArray();
    }

    private void readEnvelope(JsonParser parser) throws IOException {
        expect(parser.currentToken() == JsonToken.START_OBJECT);
        ofOneEnvelope.reset();
        boolean events = false;
        boolean control = false;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String member = parser.currentName();
            JsonToken value = parser.nextToken();
            if (member.equals("messageType") && value == JsonToken.VALUE_STRING) {
                control = parser.getText().equals(CONTROL_MESSAGE);
            } else if (member.equals("logEvents") && value == JsonToken.START_ARRAY) {
                events = true;
                readEvents(parser);
            } else {
                parser.skipChildren();
            }
        }
        expect(parser.currentToken() == JsonToken.END_OBJECT);
        expect(events || control);
        if (!control) {
            all.addAll(ofOneEnvelope);
        }
    }

    private void readEvents(JsonParser parser) throws IOException {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            expect(parser.currentToken() == JsonToken.START_OBJECT);
            boolean told = false;
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean message = parser.currentName().equals("message");
                parser.nextToken();
                if (message) {
                    expect(parser.currentToken() == JsonToken.VALUE_STRING);
                    byte[] text = parser.getText().getBytes(StandardCharsets.UTF_8);
                    ofOneEnvelope.add(text, text.length);
                    told = true;
                } else {
                    parser.skipChildren();
                }
            }
            expect(told);
        }
    }

    private static void expect(boolean holds) throws IOException {
        if (!holds) {
            throw new IOException("not an envelope");
        }
    }
}
