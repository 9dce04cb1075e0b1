package io.hydrant.processing.lambda;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;

import io.hydrant.processing.ProcessedRecord;

/**
 * The event of one invocation, written while its records come: its members and their order were recorded on AWS. Not thread-safe.
 */
final class EventBody {
    /** Documented: an event is no larger than 6 MB. */
    static final int LARGEST = 6 << 20;

    /** More than the event takes without records. */
    static final int SIZE_OF_NONE = 2048;

    /** More than a record takes without its data. */
    private static final int SIZE_OF_RECORD = 140;

    private static final byte[] ARRIVAL = ascii("\",\"approximateArrivalTimestamp\":");
    private static final byte[] ID = ascii("{\"recordId\":\"");
    private static final byte[] AFTER_DATA = ascii("\"}");
    private static final byte[] END = ascii("]}");
    private static final Base64.Encoder BASE64 = Base64.getEncoder();

    private final byte[] data;
    private byte[] bytes;
    private int length;
    private int records;

    /** Where the data of each record begins and ends. */
    private int[] places = new int[64];

    /** @param expected how large it will be; a guess costs only time */
    EventBody(UUID invocation, EventSource source, String streamArn, String region, int expected) {
        data = ascii(",\"" + source.dataMember() + "\":\"");
        bytes = new byte[Math.max(SIZE_OF_NONE, Math.min(expected, LARGEST))];
        write(("{\"invocationId\":\"" + invocation + "\"," + source.ofEvent() + "\"deliveryStreamArn\":\"" + streamArn
                        + "\",\"region\":\"" + region + "\",\"records\":[")
                .getBytes(StandardCharsets.UTF_8));
    }

    /** At most how many bytes a record takes. */
    static int sizeOf(ProcessedRecord record) {
        return SIZE_OF_RECORD + (record.length() + 2) / 3 * 4 + EventSource.sizeOf(record.source());
    }

    /** Adds a record. */
    void add(String id, ProcessedRecord record) {
        if (records > 0) {
            write((byte) ',');
        }
        write(ID);
        write(ascii(id));
        write(ARRIVAL);
        write(ascii(Long.toString(EventSource.arrivalMillis(record.source()))));
        if (record.source().origin().isPresent()) {
            write(EventSource.ofRecord(record.source()).getBytes(StandardCharsets.UTF_8));
        }
        write(data);
        if (places.length < 2 * records + 2) {
            places = Arrays.copyOf(places, places.length * 2);
        }
        places[2 * records] = length;
        ByteBuffer encoded = BASE64.encode(ByteBuffer.wrap(record.data(), record.offset(), record.length()));
        write(encoded.array(), encoded.limit());
        places[2 * records + 1] = length;
        write(AFTER_DATA);
        records++;
    }

    /** No record comes any more. */
    void finish() {
        write(END);
    }

    /** What is finished, in the first {@link #length} bytes. */
    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    /** The data of a record as it was added. */
    byte[] data(int index) {
        int from = places[2 * index];
        ByteBuffer decoded = Base64.getDecoder().decode(ByteBuffer.wrap(bytes, from, places[2 * index + 1] - from));
        return decoded.limit() == decoded.array().length
                ? decoded.array()
                : Arrays.copyOf(decoded.array(), decoded.limit());
    }

    private void write(byte... added) {
        write(added, added.length);
    }

    private void write(byte[] added, int count) {
        if (length + count > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + count));
        }
        System.arraycopy(added, 0, bytes, length, count);
        length += count;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
