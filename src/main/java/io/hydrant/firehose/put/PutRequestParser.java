package io.hydrant.firehose.put;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

import io.hydrant.record.RecordFrames;

/**
 * Reads the common form of a put's body: the two known members once each, in any order, white space anywhere, no escapes, valid
 * standard base64. Everything else it leaves to the general parser, which must store the same bytes for what is read here.
 * Reusable, not thread-safe.
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
    private static final Base64.Decoder BASE64 = Base64.getDecoder();

    private final RecordFrames frames = new RecordFrames();
    private byte[] body = new byte[0];
    private int at;
    private int lastLength;
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
        body = whole;
        at = 0;
        lastLength = 0;
        streamName = "";
        frames.clear();
        try {
            return readBody(batch);
        } catch (ArrayIndexOutOfBoundsException e) {
            return false; // a body that ends early
        } finally {
            body = new byte[0];
        }
    }

    private boolean readBody(boolean batch) {
        boolean named = false;
        boolean filled = false;
        if (!take('{')) {
            return false;
        }
        do {
            if (!take('"')) {
                return false;
            }
            if (!named && skipName(STREAM)) {
                named = take(':') && take('"') && readStreamName();
                if (!named) {
                    return false;
                }
            } else if (!filled && skipName(batch ? RECORDS : RECORD)) {
                filled = take(':') && (batch ? readRecords() : readRecord());
                if (!filled) {
                    return false;
                }
            } else {
                return false;
            }
        } while (take(','));
        if (!named || !filled || !take('}')) {
            return false;
        }
        skipSpace();
        return at == body.length;
    }

    private boolean readStreamName() {
        int start = at;
        for (byte b = body[at]; b != '"'; b = body[++at]) {
            boolean legal = (b >= 'a' && b <= 'z')
                    || (b >= 'A' && b <= 'Z')
                    || (b >= '0' && b <= '9')
                    || b == '_'
                    || b == '.'
                    || b == '-';
            if (!legal) {
                return false;
            }
        }
        int length = at - start;
        at++;
        streamName = new String(body, start, length, StandardCharsets.ISO_8859_1);
        return length >= 1 && length <= MAX_NAME;
    }

    private boolean readRecords() {
        if (!take('[')) {
            return false;
        }
        do {
            if (!readRecord() || frames.count() > MAX_RECORDS || frames.bytesOf(frames.count()) > MAX_BATCH) {
                return false;
            }
        } while (take(','));
        return take(']');
    }

    private boolean readRecord() {
        return take('{') && take('"') && skipName(DATA) && take(':') && take('"') && readData() && take('}');
    }

    private boolean readData() {
        int start = at;
        // Looking for the closing quote costs more than decoding. Records of a batch are often of one size, and a
        // record alone mostly ends with the body: "}}. A wrong guess mostly hits the quote of the next record's
        // first member; one that hits a later quote fails to decode.
        int guess = lastLength > 0 ? start + lastLength : body.length - 3;
        if (guess > start
                && guess < body.length
                && body[guess] == '"'
                && body[guess - 1] != '{'
                && readData(start, guess)) {
            return true;
        }
        int end = start;
        while (body[end] != '"') {
            end++;
        }
        return readData(start, end);
    }

    private boolean readData(int start, int end) {
        int length = end - start;
        if ((length & 3) != 0 || !endsCanonically(start, end)) {
            return false;
        }
        byte[] data;
        try {
            data = BASE64.decode(ByteBuffer.wrap(body, start, length)).array();
        } catch (IllegalArgumentException e) {
            return false;
        }
        int size = length / 4 * 3 - padding(start, end);
        if (size > MAX_RECORD) {
            return false;
        }
        int to = frames.begin(size);
        System.arraycopy(data, 0, frames.data(), to, size);
        frames.end(size);
        at = end + 1;
        lastLength = length;
        return true;
    }

    private int padding(int start, int end) {
        if (end == start || body[end - 1] != '=') {
            return 0;
        }
        return body[end - 2] == '=' ? 2 : 1;
    }

    /** Whether the bits that padding leaves over are zero, as the service demands. */
    private boolean endsCanonically(int start, int end) {
        int padding = padding(start, end);
        if (padding == 0) {
            return true;
        }
        byte last = body[end - 1 - padding];
        return padding == 1 ? "AEIMQUYcgkosw048".indexOf(last) >= 0 : "AQgw".indexOf(last) >= 0;
    }

    /** Skips a name and its closing quote if it stands here. */
    private boolean skipName(byte[] name) {
        int end = at + name.length;
        if (end >= body.length || body[end] != '"') {
            return false;
        }
        for (int i = 0; i < name.length; i++) {
            if (body[at + i] != name[i]) {
                return false;
            }
        }
        at = end + 1;
        return true;
    }

    private boolean take(char c) {
        skipSpace();
        if (at < body.length && body[at] == c) {
            at++;
            return true;
        }
        return false;
    }

    private void skipSpace() {
        while (at < body.length && (body[at] == ' ' || body[at] == '\n' || body[at] == '\r' || body[at] == '\t')) {
            at++;
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
