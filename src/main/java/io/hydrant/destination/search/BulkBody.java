package io.hydrant.destination.search;

import java.net.http.HttpRequest.BodyPublisher;
import java.time.Instant;
import java.util.Arrays;

import io.hydrant.destination.JsonText;
import io.hydrant.destination.RecordIds;
import io.hydrant.http.client.BytesBody;

import static java.nio.charset.StandardCharsets.UTF_8;

/** The lines of one bulk request, written while its records come: what to do, then the document, for each. Not thread-safe. */
final class BulkBody {
    /** No body is larger: what a cluster takes unless it is told otherwise, and the most that a domain of AWS takes. */
    static final int LARGEST = 100 << 20;

    private static final int SMALLEST = 1024;

    private final DocumentForm form;
    private final RecordIds ids;
    private final long documentLimit;
    private byte[] bytes;
    private int size;
    private int[] positions = new int[64];
    private int count;
    private long documentBytes;

    /** The hour that the line before belonged to: in it, no index rotates. */
    private long hour = Long.MIN_VALUE;

    private byte[] action = {};

    /**
     * @param documentLimit how many bytes of documents go into one request; a document that is larger alone still goes, by itself
     * @param expected bytes and documents to come; a guess costs only time
     */
    BulkBody(DocumentForm form, RecordIds ids, long documentLimit, long expectedBytes, int expected, SpareBytes spare) {
        this.form = form;
        this.ids = ids;
        this.documentLimit = documentLimit;
        long each = 64L + 2L * form.indexName().length() + form.typeName().length() + RecordIds.LENGTH;
        long whole = Math.min(expectedBytes, documentLimit) + expected * each;
        this.bytes = spare.take((int) Math.max(SMALLEST, Math.min(whole, LARGEST)));
    }

    /** Whether a document of {@code length} bytes fits; the first one always does. */
    boolean fits(int length) {
        return count == 0
                || (documentBytes + length <= documentLimit && size + (long) length + 2 * SMALLEST <= LARGEST);
    }

    /** Adds the document that the record at {@code position} is; its line breaks become spaces. */
    void add(int position, Instant arrival, byte[] data, int offset, int length, boolean hasLineBreaks) {
        byte[] start = action(arrival);
        ensure(start.length + RecordIds.LENGTH + length + 8);
        append(start, 0, start.length);
        if (form.ids()) {
            ids.write(bytes, size, arrival, position);
            size += RecordIds.LENGTH;
            bytes[size++] = '"';
        }
        bytes[size++] = '}';
        bytes[size++] = '}';
        bytes[size++] = '\n';
        append(data, offset, length);
        if (hasLineBreaks) {
            joinLines(size - length);
        }
        bytes[size++] = '\n';
        if (count == positions.length) {
            positions = Arrays.copyOf(positions, count * 2);
        }
        positions[count++] = position;
        documentBytes += length;
    }

    /** The action line up to the id. */
    private byte[] action(Instant arrival) {
        long itsHour = Math.floorDiv(arrival.getEpochSecond(), 3600);
        if (itsHour != hour) {
            hour = itsHour;
            String type = form.typeName().isEmpty() ? "" : ",\"_type\":" + JsonText.quoted(form.typeName());
            String id = form.ids() ? ",\"_id\":\"" : "";
            action = ("{\"index\":{\"_index\":" + JsonText.quoted(form.index(arrival)) + type + id).getBytes(UTF_8);
        }
        return action;
    }

    private void joinLines(int from) {
        for (int i = from; i < size; i++) {
            if (bytes[i] == '\n' || bytes[i] == '\r') {
                bytes[i] = ' ';
            }
        }
    }

    private void append(byte[] data, int offset, int length) {
        System.arraycopy(data, offset, bytes, size, length);
        size += length;
    }

    private void ensure(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, (int) Math.max(Math.min(bytes.length * 2L, LARGEST), (long) size + more));
        }
    }

    /** How many documents there are. */
    int documents() {
        return count;
    }

    /** The position of the record that the document {@code index} is. */
    int position(int index) {
        return positions[index];
    }

    /** The size of all lines. */
    int size() {
        return size;
    }

    /** All lines, {@link #size} bytes of it. */
    byte[] array() {
        return bytes;
    }

    /** The lines as they are sent. */
    BodyPublisher publisher() {
        return new BytesBody(bytes, size);
    }
}
