package io.hydrant.firehose.put;

import java.nio.charset.StandardCharsets;

import io.hydrant.firehose.stream.RecordIds;

/** Writes the bodies of put answers without a tree; members in AWS's order, which is alphabetical. */
final class PutResponseWriter {
    private static final byte[] TRUE = bytes("{\"Encrypted\":true,");
    private static final byte[] FALSE = bytes("{\"Encrypted\":false,");
    private static final byte[] RECORD_ID = bytes("\"RecordId\":\"");
    private static final byte[] FAILED = bytes("\"FailedPutCount\":");
    private static final byte[] RESPONSES = bytes(",\"RequestResponses\":[");
    private static final byte[] ENTRY = bytes("{\"RecordId\":\"");
    private static final byte[] ENTRY_END = bytes("\"}");
    private static final byte[] SLOW_DOWN =
            bytes("{\"ErrorCode\":\"ServiceUnavailableException\",\"ErrorMessage\":\"Slow down.\"}");

    private final byte[] bytes;
    private int length;

    private PutResponseWriter(int size) {
        bytes = new byte[size];
    }

    /** The answer of PutRecord. */
    static PutResponseWriter one(RecordIds ids, boolean encrypted) {
        PutResponseWriter answer = new PutResponseWriter(RecordIds.LENGTH + 48);
        answer.add(encrypted ? TRUE : FALSE);
        answer.add(RECORD_ID);
        answer.length = ids.write(ids.take(1), answer.bytes, answer.length);
        answer.add(ENTRY_END);
        return answer;
    }

    /** The answer of PutRecordBatch, whose first {@code accepted} of {@code count} records were kept. */
    static PutResponseWriter batch(RecordIds ids, boolean encrypted, int count, int accepted) {
        PutResponseWriter answer = new PutResponseWriter(count * (RecordIds.LENGTH + 20) + 96);
        answer.add(encrypted ? TRUE : FALSE);
        answer.add(FAILED);
        answer.add(bytes(Integer.toString(count - accepted)));
        answer.add(RESPONSES);
        long first = ids.take(accepted);
        for (int i = 0; i < count; i++) {
            if (i > 0) {
                answer.bytes[answer.length++] = ',';
            }
            if (i < accepted) {
                answer.add(ENTRY);
                answer.length = ids.write(first + i, answer.bytes, answer.length);
                answer.add(ENTRY_END);
            } else {
                answer.add(SLOW_DOWN);
            }
        }
        answer.bytes[answer.length++] = ']';
        answer.bytes[answer.length++] = '}';
        return answer;
    }

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    private void add(byte[] text) {
        System.arraycopy(text, 0, bytes, length, text.length);
        length += text.length;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
