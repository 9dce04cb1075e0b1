package io.hydrant.service.kinesis.embedded.api.record;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

import io.hydrant.service.kinesis.embedded.NewRecord;
import io.hydrant.service.kinesis.embedded.stream.HashKey;
import org.jspecify.annotations.Nullable;

/**
 * Reads the common form of PutRecords: the stream's name and its records, members in any order, white space anywhere, ASCII without
 * escapes, valid standard base64. Everything else it leaves to the general parser, which reads the same out of what is read here.
 * For one body.
 */
final class PutRecordsParser {
    private static final int MOST_RECORDS = 500;
    private static final int LONGEST_KEY = 256;
    private static final int LONGEST_NAME = 128;
    private static final int LONGEST_HASH = 39;
    private static final byte[] STREAM_NAME = bytes("StreamName");
    private static final byte[] RECORDS = bytes("Records");
    private static final byte[] DATA = bytes("Data");
    private static final byte[] PARTITION_KEY = bytes("PartitionKey");
    private static final byte[] EXPLICIT_HASH_KEY = bytes("ExplicitHashKey");
    private static final Base64.Decoder BASE64 = Base64.getDecoder();

    private final byte[] body;
    private final List<NewRecord> records = new ArrayList<>();
    private @Nullable String streamName;
    private int at;
    private int lastLength;

    private PutRecordsParser(byte[] body) {
        this.body = body;
    }

    /** What a body asks for. */
    record Input(String streamName, List<NewRecord> records) {}

    /** The input in {@code body}; empty when it has another form. */
    static Optional<Input> read(byte[] body) {
        PutRecordsParser parser = new PutRecordsParser(body);
        try {
            String name = parser.readBody() ? parser.streamName : null;
            return name == null || parser.records.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Input(name, parser.records));
        } catch (ArrayIndexOutOfBoundsException e) {
            return Optional.empty(); // a body that ends early
        }
    }

    private boolean readBody() {
        if (!take('{')) {
            return false;
        }
        do {
            if (!take('"')) {
                return false;
            }
            if (streamName == null && skipName(STREAM_NAME)) {
                streamName = take(':') ? readText(LONGEST_NAME) : null;
                if (streamName == null || !isName(streamName)) {
                    return false;
                }
            } else if (!records.isEmpty() || !skipName(RECORDS) || !take(':') || !readRecords()) {
                return false;
            }
        } while (take(','));
        if (!take('}')) {
            return false;
        }
        skipSpace();
        return at == body.length;
    }

    private boolean readRecords() {
        if (!take('[')) {
            return false;
        }
        do {
            if (records.size() == MOST_RECORDS || !readRecord()) {
                return false;
            }
        } while (take(','));
        return take(']');
    }

    private boolean readRecord() {
        byte[] data = null;
        byte[] key = null;
        Optional<HashKey> hash = Optional.empty();
        if (!take('{')) {
            return false;
        }
        do {
            if (!take('"')) {
                return false;
            }
            if (data == null && skipName(DATA)) {
                data = take(':') && take('"') ? readData() : null;
                if (data == null) {
                    return false;
                }
            } else if (key == null && skipName(PARTITION_KEY)) {
                key = take(':') ? readBytes(LONGEST_KEY) : null;
                if (key == null) {
                    return false;
                }
            } else if (hash.isEmpty() && skipName(EXPLICIT_HASH_KEY)) {
                hash = take(':') ? readHash() : Optional.empty();
                if (hash.isEmpty()) {
                    return false;
                }
            } else {
                return false;
            }
        } while (take(','));
        if (data == null || key == null || !take('}')) {
            return false;
        }
        records.add(new NewRecord(key, hash, data));
        return true;
    }

    private Optional<HashKey> readHash() {
        String digits = readText(LONGEST_HASH);
        return digits != null && isNumber(digits) ? HashKey.parse(digits) : Optional.empty();
    }

    private static boolean isNumber(String digits) {
        return digits.chars().allMatch(c -> c >= '0' && c <= '9') && (digits.length() == 1 || digits.charAt(0) != '0');
    }

    private @Nullable String readText(int longest) {
        byte[] text = readBytes(longest);
        return text == null ? null : new String(text, StandardCharsets.ISO_8859_1);
    }

    /** A text of at least one printable ASCII character; null for any other. */
    private byte @Nullable [] readBytes(int longest) {
        if (!take('"')) {
            return null;
        }
        int start = at;
        for (byte b = body[at]; b != '"'; b = body[++at]) {
            if (b < ' ' || b == '\\') {
                return null;
            }
        }
        int length = at - start;
        at++;
        return length >= 1 && length <= longest ? Arrays.copyOfRange(body, start, start + length) : null;
    }

    private static boolean isName(String text) {
        return text.chars()
                .allMatch(c -> (c >= 'a' && c <= 'z')
                        || (c >= 'A' && c <= 'Z')
                        || (c >= '0' && c <= '9')
                        || c == '_'
                        || c == '.'
                        || c == '-');
    }

    /** Records of a batch are often of one size; a wrong guess does not end at a quote, or fails to decode. */
    private byte @Nullable [] readData() {
        int start = at;
        int guess = start + lastLength;
        if (lastLength > 0 && guess < body.length && body[guess] == '"') {
            byte[] data = readData(start, guess);
            if (data != null) {
                return data;
            }
        }
        int end = start;
        while (body[end] != '"') {
            end++;
        }
        return readData(start, end);
    }

    private byte @Nullable [] readData(int start, int end) {
        int length = end - start;
        if ((length & 3) != 0 || !endsCanonically(start, end)) {
            return null;
        }
        ByteBuffer decoded;
        try {
            decoded = BASE64.decode(ByteBuffer.wrap(body, start, length));
        } catch (IllegalArgumentException e) {
            return null;
        }
        at = end + 1;
        lastLength = length;
        byte[] data = decoded.array();
        return data.length == decoded.remaining() ? data : Arrays.copyOf(data, decoded.remaining());
    }

    /** Whether the bits that padding leaves over are zero, as the service demands. */
    private boolean endsCanonically(int start, int end) {
        if (end == start || body[end - 1] != '=') {
            return true;
        }
        return body[end - 2] == '='
                ? "AQgw".indexOf(body[end - 3]) >= 0
                : "AEIMQUYcgkosw048".indexOf(body[end - 2]) >= 0;
    }

    /** Skips a name and its closing quote if it stands here. */
    private boolean skipName(byte[] name) {
        int end = at + name.length;
        if (end >= body.length || body[end] != '"' || !Arrays.equals(body, at, end, name, 0, name.length)) {
            return false;
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
