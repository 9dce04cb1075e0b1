package io.hydrant.firehose.put;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.SplittableRandom;

import io.hydrant.aws.AwsException;
import io.hydrant.delivery.RecordFrames;
import io.hydrant.protocol.Constraints;
import io.hydrant.protocol.JsonCodec;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.firehose.model.PutRecordBatchRequest;
import software.amazon.awssdk.services.firehose.model.PutRecordRequest;

import static org.assertj.core.api.Assertions.assertThat;

/** Whatever the hot lane reads, the general parser reads too, and both find the same stream and the same bytes. */
class PutLaneDifferentialTest {
    private static final int BODIES = 60_000;
    private static final String NAME_LETTERS = "abcXYZ019_.-";
    private static final List<String> ODD_VALUES = List.of(
            "null",
            "true",
            "1",
            "-0.5e3",
            "NaN",
            "\"\"",
            "\"x\"",
            "\"a\\u0041\"",
            "[]",
            "{}",
            "[null]",
            "{\"Data\":null}",
            "{\"Data\":\"AAAA\"}",
            "{\"Data\":\"AAAA\",\"Data\":\"AQEB\"}",
            "{\"data\":\"AAAA\"}",
            "[".repeat(150) + "]".repeat(150),
            "{\"a\":".repeat(30) + "1" + "}".repeat(30));
    private static final List<String> ODD_DATA = List.of(
            "A",
            "AA",
            "AAA",
            "AA==",
            "AB==",
            "AAA=",
            "AAB=",
            "A===",
            "====",
            "=AAA",
            "AA=A",
            "AA-_",
            "AA\\/A",
            "AA\\n==",
            "AAAA\\u0041AAA",
            "AAAAAA\n==",
            "AAAA AAAA",
            "\u00e9AAA",
            "AAAA====",
            "A\u0000AA",
            "\\\"AA",
            "AA==AA==");
    private static final List<String> TOKENS = List.of(
            "\"", "\\", "{", "}", "[", "]", ",", ":", "=", "null", " ", "\u0000", "\u00e9", "\"Data\"", "\\u0041");

    private final Constraints constraints = Constraints.load("firehose-2015-08-04.txt", false);
    private final PutScan scan = new PutScan();

    private record Parsed(String name, List<byte[]> records) {}

    @ParameterizedTest
    @ValueSource(longs = {20150804, 20260420})
    void theGeneralParserFindsTheSame(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int read = 0;
        int readBatches = 0;
        for (int i = 0; i < BODIES; i++) {
            boolean batch = random.nextBoolean();
            String text = body(random, batch);
            byte[] body = bytes(random, text);
            if (!scan.read(body, batch)) {
                continue;
            }
            read++;
            readBatches += batch ? 1 : 0;
            check(seed, i, body, batch);
        }
        assertThat(read).as("bodies that the hot lane read").isBetween(BODIES / 5, BODIES * 4 / 5);
        assertThat(readBatches).as("batches among them").isBetween(read / 4, read * 3 / 4);
    }

    private void check(long seed, int i, byte[] body, boolean batch) {
        String shown = new String(body, StandardCharsets.ISO_8859_1);
        String what = "seed " + seed + " body " + i + ": " + shown.substring(0, Math.min(shown.length(), 2_000));
        Parsed parsed;
        try {
            parsed = general(body, batch);
        } catch (AwsException e) {
            throw new AssertionError("Only the hot lane reads this, " + what, e);
        }
        assertThat(scan.streamName()).as(what).isEqualTo(parsed.name());
        RecordFrames frames = scan.frames();
        assertThat(frames.count()).as(what).isEqualTo(parsed.records().size());
        for (int r = 0; r < frames.count(); r++) {
            int start = frames.lengthOf(r) + 4;
            if (!Arrays.equals(
                    frames.data(),
                    start,
                    frames.lengthOf(r + 1),
                    parsed.records().get(r),
                    0,
                    parsed.records().get(r).length)) {
                throw new AssertionError("Record " + r + " differs, " + what);
            }
        }
    }

    private Parsed general(byte[] body, boolean batch) {
        if (batch) {
            PutRecordBatchRequest input =
                    (PutRecordBatchRequest) JsonCodec.decode(body, PutRecordBatchRequest::builder);
            constraints.check("PutRecordBatchInput", input);
            return new Parsed(
                    input.deliveryStreamName(),
                    input.records().stream().map(r -> r.data().asByteArray()).toList());
        }
        PutRecordRequest input = (PutRecordRequest) JsonCodec.decode(body, PutRecordRequest::builder);
        constraints.check("PutRecordInput", input);
        return new Parsed(
                input.deliveryStreamName(), List.of(input.record().data().asByteArray()));
    }

    private static String body(SplittableRandom random, boolean batch) {
        List<String> members = new ArrayList<>();
        members.add(name(random));
        members.add(batch ? records(random) : member(random, "Record", record(random)));
        if (rarely(random, 30)) {
            members.add(random.nextBoolean() ? name(random) : members.get(1));
        }
        if (rarely(random, 30)) {
            members.add(member(random, random.nextBoolean() ? "Other" : batch ? "Record" : "Records", odd(random)));
        }
        if (rarely(random, 60)) {
            members.remove(random.nextInt(members.size()));
        }
        if (random.nextBoolean()) {
            members.add(0, members.remove(members.size() - 1));
        }
        return space(random) + "{" + String.join(space(random) + ",", members) + space(random) + "}" + space(random);
    }

    private static String name(SplittableRandom random) {
        if (rarely(random, 40)) {
            return member(random, "DeliveryStreamName", odd(random));
        }
        StringBuilder name = new StringBuilder();
        for (int left = rarely(random, 40) ? random.nextInt(60, 70) : random.nextInt(1, 30); left > 0; left--) {
            name.append(NAME_LETTERS.charAt(random.nextInt(NAME_LETTERS.length())));
        }
        if (rarely(random, 60)) {
            name.insert(random.nextInt(name.length() + 1), TOKENS.get(random.nextInt(TOKENS.size())));
        }
        return member(random, "DeliveryStreamName", "\"" + name + "\"");
    }

    private static String records(SplittableRandom random) {
        if (rarely(random, 60)) {
            return member(random, "Records", odd(random));
        }
        int count = rarely(random, 60) ? random.nextInt(498, 504) : random.nextInt(0, 8);
        boolean alike = random.nextBoolean();
        List<String> records = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            records.add(i > 0 && (alike || count > 100) ? records.get(0) : record(random));
        }
        return member(random, "Records", "[" + String.join(",", records) + space(random) + "]");
    }

    private static String record(SplittableRandom random) {
        if (rarely(random, 100)) {
            return odd(random);
        }
        String data;
        if (rarely(random, 60)) {
            data = ODD_DATA.get(random.nextInt(ODD_DATA.size()));
        } else {
            byte[] bytes = new byte[rarely(random, 3_000) ? random.nextInt(1_023_998, 1_024_003) : random.nextInt(60)];
            for (int i = 0; i < bytes.length; i += 7) {
                bytes[i] = (byte) random.nextInt();
            }
            data = Base64.getEncoder().encodeToString(bytes);
            if (rarely(random, 100)) {
                data = data.replace("=", "");
            }
            if (rarely(random, 100)) {
                int at = random.nextInt(data.length() + 1);
                data = data.substring(0, at) + TOKENS.get(random.nextInt(TOKENS.size())) + data.substring(at);
            }
        }
        return "{" + member(random, "Data", "\"" + data + "\"") + space(random) + "}";
    }

    private static String member(SplittableRandom random, String name, String value) {
        String spelled = name;
        if (rarely(random, 100)) {
            spelled = switch (random.nextInt(3)) {
                case 0 -> name.toLowerCase(java.util.Locale.ROOT);
                case 1 -> name + "s";
                default -> "\\u%04x".formatted((int) name.charAt(0)) + name.substring(1);
            };
        }
        return space(random) + "\"" + spelled + "\"" + space(random) + ":" + space(random) + value;
    }

    private static String odd(SplittableRandom random) {
        return ODD_VALUES.get(random.nextInt(ODD_VALUES.size()));
    }

    private static String space(SplittableRandom random) {
        return rarely(random, 6) ? List.of(" ", "\n", "\r\n", "\t  ").get(random.nextInt(4)) : "";
    }

    private static boolean rarely(SplittableRandom random, int oneIn) {
        return random.nextInt(oneIn) == 0;
    }

    /** The body as it travels: now and then cut short, with a byte changed, inserted, removed, or a part repeated. */
    private static byte[] bytes(SplittableRandom random, String text) {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        if (!rarely(random, 3) || body.length == 0) {
            return body;
        }
        int at = random.nextInt(body.length);
        return switch (random.nextInt(5)) {
            case 0 -> Arrays.copyOf(body, at);
            case 1 -> splice(body, at, at + 1, new byte[] {(byte) random.nextInt()});
            case 2 -> splice(body, at, at + 1, new byte[] {(byte) "\"\\{}[],:=A/+ ".charAt(random.nextInt(13))});
            case 3 -> splice(body, at, at + 1, new byte[0]);
            default ->
                splice(body, at, at, Arrays.copyOfRange(body, at, Math.min(body.length, at + random.nextInt(1, 12))));
        };
    }

    private static byte[] splice(byte[] body, int from, int to, byte[] instead) {
        byte[] made = new byte[body.length - (to - from) + instead.length];
        System.arraycopy(body, 0, made, 0, from);
        System.arraycopy(instead, 0, made, from, instead.length);
        System.arraycopy(body, to, made, from + instead.length, body.length - to);
        return made;
    }
}
