package io.hydrant.service.kinesis.embedded.api.record;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.hydrant.protocol.CommonForm;
import io.hydrant.service.kinesis.embedded.NewRecord;
import io.hydrant.service.kinesis.embedded.stream.HashKey;
import org.jspecify.annotations.Nullable;

import static io.hydrant.protocol.CommonForm.bytes;

/**
 * Reads the {@linkplain CommonForm common form} of PutRecords: the stream's name and its records, members in any order. Everything else
 * it leaves to the general parser. For one body.
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

    private final CommonForm in = new CommonForm();
    private final List<NewRecord> records = new ArrayList<>();
    private @Nullable String streamName;

    private PutRecordsParser(byte[] body) {
        in.begin(body);
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
        if (!in.take('{')) {
            return false;
        }
        do {
            if (!in.take('"')) {
                return false;
            }
            if (streamName == null && in.takeName(STREAM_NAME)) {
                streamName = in.take(':') ? in.name(LONGEST_NAME) : null;
                if (streamName == null) {
                    return false;
                }
            } else if (!records.isEmpty() || !in.takeName(RECORDS) || !in.take(':') || !readRecords()) {
                return false;
            }
        } while (in.take(','));
        return in.take('}') && in.isAtEnd();
    }

    private boolean readRecords() {
        if (!in.take('[')) {
            return false;
        }
        do {
            if (records.size() == MOST_RECORDS || !readRecord()) {
                return false;
            }
        } while (in.take(','));
        return in.take(']');
    }

    private boolean readRecord() {
        byte[] data = null;
        byte[] key = null;
        Optional<HashKey> hash = Optional.empty();
        if (!in.take('{')) {
            return false;
        }
        do {
            if (!in.take('"')) {
                return false;
            }
            if (data == null && in.takeName(DATA)) {
                data = in.take(':') ? in.base64() : null;
                if (data == null) {
                    return false;
                }
            } else if (key == null && in.takeName(PARTITION_KEY)) {
                key = in.take(':') ? in.text(LONGEST_KEY) : null;
                if (key == null) {
                    return false;
                }
            } else if (hash.isEmpty() && in.takeName(EXPLICIT_HASH_KEY)) {
                hash = in.take(':') ? readHash() : Optional.empty();
                if (hash.isEmpty()) {
                    return false;
                }
            } else {
                return false;
            }
        } while (in.take(','));
        if (data == null || key == null || !in.take('}')) {
            return false;
        }
        records.add(new NewRecord(key, hash, data));
        return true;
    }

    private Optional<HashKey> readHash() {
        byte[] text = in.text(LONGEST_HASH);
        String digits = text == null ? "" : new String(text, StandardCharsets.ISO_8859_1);
        return isNumber(digits) ? HashKey.parse(digits) : Optional.empty();
    }

    private static boolean isNumber(String digits) {
        return !digits.isEmpty()
                && digits.chars().allMatch(c -> c >= '0' && c <= '9')
                && (digits.length() == 1 || digits.charAt(0) != '0');
    }
}
