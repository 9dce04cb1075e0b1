package io.hydrant.bench;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.undertow.Undertow;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.SameThreadExecutor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.concurrent.ThreadLocalRandom;
import org.xnio.channels.StreamSourceChannel;

/**
 * What a server costs that does nothing: the measure for Hydrant in {@code scripts/dev/bench}. All kinds read the request
 * channel into one array on the I/O thread. {@code fixed} then gives a fixed answer; {@code parsing} parses with Jackson,
 * decodes each record and answers with a fresh id for each; {@code scan} does so too, but looks for the records byte by byte and
 * decodes them with {@code java.util.Base64}, whatever stands between them. None keeps anything, unless a file is named: then
 * {@code scan} appends the decoded records to it, and answers when they are forced.
 *
 * <p>usage: {@code BareServer fixed|parsing|scan PORT [HOST [FILE]]}, on 127.0.0.1 unless told otherwise
 */
public final class BareServer {

    private static final HttpString TARGET = new HttpString("X-Amz-Target");
    private static final HttpString REQUEST_ID = new HttpString("x-amzn-RequestId");
    private static final JsonFactory JSON = new JsonFactory();
    private static final byte[] ALPHABET =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".getBytes(StandardCharsets.US_ASCII);
    private static final int ID_LENGTH = 216;

    private static final byte[] ONE_HEAD = ascii("{\"Encrypted\":false,\"RecordId\":\"");
    private static final byte[] ONE_TAIL = ascii("\"}");
    private static final byte[] MANY_HEAD = ascii("{\"Encrypted\":false,\"FailedPutCount\":0,\"RequestResponses\":[");
    private static final byte[] ENTRY_HEAD = ascii("{\"RecordId\":\"");
    private static final byte[] ENTRY_TAIL = ascii("\"},");
    private static final byte[] MANY_TAIL = ascii("]}");

    private static final byte[] FIXED_ONE = answer(1, false);
    private static final byte[] FIXED_MANY = answer(500, true);
    private static final byte[] LIST = ascii("{\"DeliveryStreamNames\":[],\"HasMoreDeliveryStreams\":false}");
    private static final byte[] DESCRIBE = ascii("{\"DeliveryStreamDescription\":{\"CreateTimestamp\":1763900000.123,"
            + "\"DeliveryStreamARN\":\"arn:aws:firehose:us-east-1:000000000000:deliverystream/bench\","
            + "\"DeliveryStreamEncryptionConfiguration\":{\"Status\":\"DISABLED\"},\"DeliveryStreamName\":\"bench\","
            + "\"DeliveryStreamStatus\":\"ACTIVE\",\"DeliveryStreamType\":\"DirectPut\",\"Destinations\":[{"
            + "\"DestinationId\":\"destinationId-000000000001\",\"ExtendedS3DestinationDescription\":" + s3(true)
            + ",\"S3DestinationDescription\":" + s3(false)
            + "}],\"HasMoreDestinations\":false,\"VersionId\":\"1\"}}");

    private static final byte[] DATA = ascii("\"Data\":");

    private final String kind;
    private final ForcedFile file; // null when nothing is kept

    private BareServer(String kind, ForcedFile file) {
        this.kind = kind;
        this.file = file;
    }

    public static void main(String[] args) throws IOException {
        BareServer server = new BareServer(args[0], args.length > 3 ? ForcedFile.open(Path.of(args[3])) : null);
        Undertow.builder()
                .addHttpListener(Integer.parseInt(args[1]), args.length > 2 ? args[2] : "127.0.0.1")
                .setHandler(server::receive)
                .build()
                .start();
    }

    private void receive(HttpServerExchange exchange) throws IOException {
        byte[] body = new byte[(int) Math.max(0, Math.min(exchange.getRequestContentLength(), 8 << 20))];
        ByteBuffer into = ByteBuffer.wrap(body);
        StreamSourceChannel channel = exchange.getRequestChannel();
        if (fill(channel, into)) {
            reply(exchange, body);
            return;
        }
        channel.getReadSetter().set(ready -> {
            try {
                if (fill(ready, into)) {
                    ready.suspendReads();
                    reply(exchange, body);
                }
            } catch (IOException e) {
                exchange.endExchange();
            }
        });
        channel.resumeReads();
    }

    /** Reads what is there; true when the body is complete. */
    private static boolean fill(StreamSourceChannel channel, ByteBuffer into) throws IOException {
        while (into.hasRemaining()) {
            int count = channel.read(into);
            if (count == 0) {
                return false;
            }
            if (count < 0) {
                throw new IOException("the body ended early");
            }
        }
        return true;
    }

    private void reply(HttpServerExchange exchange, byte[] body) throws IOException {
        String target = exchange.getRequestHeaders().getFirst(TARGET);
        boolean many = target.endsWith(".PutRecordBatch");
        byte[] answer;
        if (target.endsWith(".DescribeDeliveryStream")) {
            answer = DESCRIBE;
        } else if (target.endsWith(".ListDeliveryStreams")) {
            answer = LIST;
        } else if (!many && !target.endsWith(".PutRecord")) {
            answer = ascii("{}");
        } else if (kind.equals("fixed")) {
            answer = many ? FIXED_MANY : FIXED_ONE;
        } else if (file != null) {
            ByteBuffer records = ByteBuffer.allocate(body.length);
            int count = scanRecords(body, records);
            byte[] later = answer(count, many);
            exchange.dispatch(
                    SameThreadExecutor.INSTANCE,
                    () -> file.append(records.flip(), () -> exchange.getIoThread().execute(() -> send(exchange, later))));
            return;
        } else {
            answer = answer(kind.equals("scan") ? scanRecords(body, null) : parseRecords(body), many);
        }
        send(exchange, answer);
    }

    private static void send(HttpServerExchange exchange, byte[] answer) {
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "application/x-amz-json-1.1");
        exchange.getResponseHeaders().put(REQUEST_ID, "00000000-0000-4000-8000-000000000000");
        exchange.getResponseSender().send(ByteBuffer.wrap(answer));
    }

    private static int parseRecords(byte[] body) throws IOException {
        int records = 0;
        try (JsonParser parser = JSON.createParser(body)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.FIELD_NAME && parser.currentName().equals("Data")) {
                    parser.nextToken();
                    records += parser.getBinaryValue().length >= 0 ? 1 : 0;
                }
            }
        }
        return records;
    }

    /** Counts what {@code "Data":"…"} holds; blanks may stand around the colon's right side only, and escapes nowhere. */
    private static int scanRecords(byte[] body, ByteBuffer into) {
        int records = 0;
        for (int at = 0; at < body.length; at++) {
            if (body[at] == '"' && Arrays.equals(body, at, Math.min(body.length, at + DATA.length), DATA, 0, DATA.length)) {
                int start = at + DATA.length;
                while (body[start] != '"') {
                    start++;
                }
                int end = ++start;
                while (body[end] != '"') {
                    end++;
                }
                ByteBuffer record = Base64.getDecoder().decode(ByteBuffer.wrap(body, start, end - start));
                records += record.remaining() >= 0 ? 1 : 0;
                if (into != null) {
                    into.put(record);
                }
                at = end;
            }
        }
        return records;
    }

    private static byte[] answer(int records, boolean many) {
        byte[] head = many ? MANY_HEAD : ONE_HEAD;
        byte[] tail = many ? MANY_TAIL : ONE_TAIL;
        int each = many ? ENTRY_HEAD.length + ID_LENGTH + ENTRY_TAIL.length : ID_LENGTH;
        byte[] out = new byte[head.length + records * each + tail.length - (many && records > 0 ? 1 : 0)];
        int at = copy(head, out, 0);
        for (int i = 0; i < records; i++) {
            at = many ? copy(ENTRY_HEAD, out, at) : at;
            at = id(out, at);
            at = many ? copy(ENTRY_TAIL, out, at) : at;
        }
        copy(tail, out, many && records > 0 ? at - 1 : at);
        return out;
    }

    /** Twenty random characters after a constant stem. */
    private static int id(byte[] out, int at) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        Arrays.fill(out, at, at + ID_LENGTH - 20, (byte) 'A');
        int end = at + ID_LENGTH;
        for (int i = end - 20; i < end; i += 10) {
            long bits = random.nextLong();
            for (int j = 0; j < 10; j++) {
                out[i + j] = ALPHABET[(int) (bits & 63)];
                bits >>>= 6;
            }
        }
        return end;
    }

    private static int copy(byte[] from, byte[] to, int at) {
        System.arraycopy(from, 0, to, at, from.length);
        return at + from.length;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static String s3(boolean extended) {
        return "{\"BucketARN\":\"arn:aws:s3:::bench\",\"BufferingHints\":{\"IntervalInSeconds\":300,\"SizeInMBs\":5},"
                + "\"CloudWatchLoggingOptions\":{\"Enabled\":false},\"CompressionFormat\":\"UNCOMPRESSED\","
                + "\"EncryptionConfiguration\":{\"NoEncryptionConfig\":\"NoEncryption\"},"
                + "\"RoleARN\":\"arn:aws:iam::000000000000:role/bench\"" + (extended ? ",\"S3BackupMode\":\"Disabled\"}" : "}");
    }
}
