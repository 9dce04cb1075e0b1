package io.hydrant.destination.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;

/** The JSON of one request, written while its records come. Not thread-safe. */
final class RequestBody {
    /** More records do not go into one request. */
    static final int MOST_RECORDS = 10_000;

    private static final byte[] BEFORE_RECORD = ascii("{\"data\":\"");
    private static final byte[] AFTER_RECORD = ascii("\"}");
    private static final byte[] END = ascii("]}");
    private static final int SMALLEST = 512;
    private static final Base64.Encoder BASE64 = Base64.getEncoder();

    private final long limit;
    private final Sink sink;
    private final OutputStream out;
    private long plain;
    private int records;

    /**
     * @param millis when the request is made, since the epoch
     * @param limit bytes before compression; a record that is larger alone still goes, by itself
     * @param expectedBytes of the records to come; a guess costs only time
     */
    RequestBody(UUID id, long millis, boolean gzip, long limit, long expectedBytes) {
        this.limit = limit;
        long expected = gzip ? expectedBytes : expectedBytes * 3 / 2;
        this.sink = new Sink((int) Math.max(SMALLEST, Math.min(expected, limit)));
        try {
            this.out = gzip ? new GZIPOutputStream(sink) : sink;
        } catch (IOException e) {
            throw inMemory(e);
        }
        write(ascii("{\"requestId\":\"" + id + "\",\"timestamp\":" + millis + ",\"records\":["));
    }

    /** Whether a record of {@code length} bytes fits; the first one always does. */
    boolean fits(int length) {
        long size = BEFORE_RECORD.length + (length + 2L) / 3 * 4 + AFTER_RECORD.length + 1;
        return records == 0 || (records < MOST_RECORDS && plain + size + END.length <= limit);
    }

    /** Adds a record. */
    void add(byte[] data, int offset, int length) {
        if (records > 0) {
            write((byte) ',');
        }
        write(BEFORE_RECORD);
        ByteBuffer encoded = BASE64.encode(ByteBuffer.wrap(data, offset, length));
        write(encoded.array(), encoded.limit());
        write(AFTER_RECORD);
        records++;
    }

    /** No record comes any more. */
    void finish() {
        write(END);
        try {
            out.close();
        } catch (IOException e) {
            throw inMemory(e);
        }
    }

    /** How many records there are. */
    int records() {
        return records;
    }

    /** The size on the wire of what is finished. */
    long bytes() {
        return sink.size();
    }

    /** What is finished. */
    BodyPublisher publisher() {
        return BodyPublishers.ofByteArray(sink.array(), 0, sink.size());
    }

    private void write(byte... bytes) {
        write(bytes, bytes.length);
    }

    private void write(byte[] bytes, int length) {
        try {
            out.write(bytes, 0, length);
        } catch (IOException e) {
            throw inMemory(e);
        }
        plain += length;
    }

    private static UncheckedIOException inMemory(IOException e) {
        return new UncheckedIOException("A stream in memory failed", e);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Bytes that are not copied to be read. */
    private static final class Sink extends ByteArrayOutputStream {
        Sink(int size) {
            super(size);
        }

        byte[] array() {
            return buf;
        }
    }
}
