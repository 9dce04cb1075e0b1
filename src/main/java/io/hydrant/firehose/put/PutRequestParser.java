package io.hydrant.firehose.put;

import io.hydrant.protocol.CommonForm;
import io.hydrant.record.RecordFrames;

import static io.hydrant.protocol.CommonForm.bytes;

/**
 * Reads the {@linkplain CommonForm common form} of a put's body: the two known members once each, in any order. Everything else it
 * leaves to the general parser. Reusable, not thread-safe.
 */
final class PutRequestParser {
    private static final int MAX_NAME = 64;
    private static final int MAX_RECORD = 1_024_000;
    private static final int MAX_RECORDS = 500;
    private static final int MAX_BATCH = 4 << 20;
    private static final byte[] STREAM = bytes("DeliveryStreamName");
    private static final byte[] RECORD = bytes("Record");
    private static final byte[] RECORDS = bytes("Records");
    private static final byte[] DATA = bytes("Data");

    private final CommonForm in = new CommonForm();
    private final RecordFrames frames = new RecordFrames();
    private String streamName = "";

    /** The records of the last body that was read. */
    RecordFrames frames() {
        return frames;
    }

    /** The stream that the last body named. */
    String streamName() {
        return streamName;
    }

    /** Whether {@code whole} is a PutRecordBatch, or else a PutRecord, in the common form and within the limits. */
    boolean read(byte[] whole, boolean batch) {
        in.begin(whole);
        streamName = "";
        frames.clear();
        try {
            return readBody(batch);
        } catch (ArrayIndexOutOfBoundsException e) {
            return false; // a body that ends early
        } finally {
            in.end();
        }
    }

    private boolean readBody(boolean batch) {
        boolean filled = false;
        if (!in.take('{')) {
            return false;
        }
        do {
            if (!in.take('"')) {
                return false;
            }
            if (streamName.isEmpty() && in.takeName(STREAM)) {
                if (!in.take(':') || !readStreamName()) {
                    return false;
                }
            } else if (!filled && in.takeName(batch ? RECORDS : RECORD)) {
                filled = in.take(':') && (batch ? readRecords() : readRecord());
                if (!filled) {
                    return false;
                }
            } else {
                return false;
            }
        } while (in.take(','));
        return !streamName.isEmpty() && filled && in.take('}') && in.isAtEnd();
    }

    private boolean readStreamName() {
        String name = in.name(MAX_NAME);
        streamName = name == null ? "" : name;
        return name != null;
    }

    private boolean readRecords() {
        if (!in.take('[')) {
            return false;
        }
        do {
            if (!readRecord() || frames.count() > MAX_RECORDS || frames.bytesOf(frames.count()) > MAX_BATCH) {
                return false;
            }
        } while (in.take(','));
        return in.take(']');
    }

    private boolean readRecord() {
        return in.take('{') && in.take('"') && in.takeName(DATA) && in.take(':') && readData() && in.take('}');
    }

    private boolean readData() {
        byte[] data = in.base64();
        if (data == null || data.length > MAX_RECORD) {
            return false;
        }
        frames.add(data);
        return true;
    }
}
