package io.hydrant.firehose.put;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/** Bodies of puts as clients and vandals send them: the same ones for the same seed. Not thread-safe. */
final class PutBodies {
    /** Names that a world may give to its streams; others come too. */
    static final List<String> NAMES = List.of("orders", "a.B-9_", "sealed", "from-kinesis");

    private static final int LONGEST_RECORD = 1_024_000;
    private static final int LARGEST_BATCH = 4 << 20;
    private static final String NAME_LETTERS = "abcXYZ019_.-";
    private static final List<String> ODD_VALUES = List.of(
            "null",
            "true",
            "False",
            "1",
            "-0",
            "01",
            "-0.5e3",
            "1e400",
            "12345678901234567890",
            "NaN",
            "-Infinity",
            "\"\"",
            "\"x\"",
            "'x'",
            "\"a\\u0041\"",
            "\"\\ud83d\\ude00\"",
            "\"\\ud83d\"",
            "\"Zürich 水 😀\"",
            "\"\t\"",
            "[]",
            "{}",
            "[null]",
            "[1,\"AAAA\",{}]",
            "{\"Data\":null}",
            "{\"Data\":\"AAAA\"}",
            "[{\"Data\":\"AAAA\"}]",
            "[{\"Data\":\"AAAA\"},null]",
            "[{\"Data\":\"AAAA\"},]",
            "[[{\"Data\":\"AAAA\"}]]",
            "{\"Data\":\"AAAA\",\"Data\":\"AQEB\"}",
            "{\"Data\":\"AAAA\",\"Other\":[1,{\"Data\":2}]}",
            "{\"Other\":\"}\",\"Data\":\"AAAA\"}",
            "{\"Data\":[\"AAAA\"]}",
            "{\"Data\":{}}",
            "{\"Data\":1.5}",
            "{\"Data\":true}",
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
            "\"",
            "\\",
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "=",
            "null",
            " ",
            "\u0000",
            "\u00a0",
            "\u00e9",
            "水",
            "😀",
            "/**/",
            "\"Data\"",
            "\\u0041",
            "\\x");
    private static final List<String> SPACES = List.of(" ", "\n", "\r\n", "\t  ", "      ");
    private static final List<byte[]> BYTES = List.of(
            new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF},
            new byte[] {(byte) 0xFF},
            new byte[] {(byte) 0xC0, (byte) 0x80},
            new byte[] {(byte) 0xE6, (byte) 0xB0},
            new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0x80},
            new byte[] {0x0C});

    private final SplittableRandom random;
    private boolean batch;

    PutBodies(long seed) {
        random = new SplittableRandom(seed);
    }

    /** The next body; whether it was made for PutRecordBatch tells {@link #isBatch}. */
    byte[] next() {
        batch = random.nextBoolean();
        byte[] body = body().getBytes(StandardCharsets.UTF_8);
        return rarely(3) && body.length > 0 ? damaged(body) : body;
    }

    boolean isBatch() {
        return batch;
    }

    private String body() {
        if (rarely(200)) {
            return space() + odd() + space();
        }
        List<String> members = new ArrayList<>();
        members.add(name());
        members.add(batch ? records() : member("Record", record()));
        if (rarely(30)) {
            members.add(random.nextBoolean() ? name() : members.get(1));
        }
        if (rarely(30)) {
            members.add(member(random.nextBoolean() ? "Other" : batch ? "Record" : "Records", odd()));
        }
        if (rarely(60)) {
            members.remove(random.nextInt(members.size()));
        }
        if (random.nextBoolean() && !members.isEmpty()) {
            members.add(0, members.remove(members.size() - 1));
        }
        String body = space() + "{" + String.join(space() + ",", members) + space() + "}" + space();
        return rarely(200) ? body + pick(TOKENS) : body;
    }

    private String name() {
        if (rarely(40)) {
            return member("DeliveryStreamName", odd());
        }
        StringBuilder name = new StringBuilder();
        if (rarely(6)) {
            for (int left = rarely(6) ? random.nextInt(60, 70) : random.nextInt(1, 30); left > 0; left--) {
                name.append(NAME_LETTERS.charAt(random.nextInt(NAME_LETTERS.length())));
            }
        } else {
            name.append(pick(NAMES));
        }
        if (rarely(60)) {
            name.insert(random.nextInt(name.length() + 1), pick(TOKENS));
        }
        if (rarely(100)) {
            int at = random.nextInt(name.length());
            name.replace(at, at + 1, "\\u%04x".formatted((int) name.charAt(at)));
        }
        return member("DeliveryStreamName", "\"" + name + "\"");
    }

    private String records() {
        if (rarely(60)) {
            return member("Records", odd());
        }
        if (rarely(20_000)) {
            return member("Records", "[" + String.join(",", nearTheLargestBatch()) + "]");
        }
        int count = rarely(1_000) ? random.nextInt(498, 504) : random.nextInt(0, 8);
        boolean alike = random.nextBoolean();
        List<String> records = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            records.add(i > 0 && (alike || count > 100) ? records.get(0) : record());
        }
        return member("Records", "[" + String.join(",", records) + space() + "]");
    }

    /** Records that together have as many bytes as a batch may, or one more or fewer. */
    private List<String> nearTheLargestBatch() {
        List<String> records = new ArrayList<>();
        int left = LARGEST_BATCH + random.nextInt(-1, 2);
        for (; left > LONGEST_RECORD; left -= LONGEST_RECORD) {
            records.add("{\"Data\":\"" + Base64.getEncoder().encodeToString(new byte[LONGEST_RECORD]) + "\"}");
        }
        records.add("{\"Data\":\"" + Base64.getEncoder().encodeToString(new byte[left]) + "\"}");
        return records;
    }

    private String record() {
        if (rarely(100)) {
            return odd();
        }
        return "{" + member("Data", "\"" + (rarely(60) ? pick(ODD_DATA) : data()) + "\"") + space() + "}";
    }

    private String data() {
        boolean long_ = rarely(20_000);
        byte[] bytes = new byte[long_ ? random.nextInt(LONGEST_RECORD - 2, LONGEST_RECORD + 3) : random.nextInt(60)];
        for (int i = 0; i < bytes.length; i += 7) {
            bytes[i] = (byte) random.nextInt();
        }
        String data = Base64.getEncoder().encodeToString(bytes);
        if (rarely(100)) {
            return data.replace("=", "");
        }
        if (rarely(100)) {
            return data.replace('+', '-').replace('/', '_');
        }
        if (rarely(100)) {
            int at = random.nextInt(data.length() + 1);
            return data.substring(0, at) + pick(TOKENS) + data.substring(at);
        }
        return data;
    }

    private String member(String name, String value) {
        String spelled = name;
        if (rarely(100)) {
            spelled = switch (random.nextInt(3)) {
                case 0 -> name.toLowerCase(Locale.ROOT);
                case 1 -> name + "s";
                default -> "\\u%04x".formatted((int) name.charAt(0)) + name.substring(1);
            };
        }
        return space() + "\"" + spelled + "\"" + space() + ":" + space() + value;
    }

    private String odd() {
        return pick(ODD_VALUES);
    }

    private String space() {
        return rarely(6) ? pick(SPACES) : "";
    }

    private String pick(List<String> from) {
        return from.get(random.nextInt(from.size()));
    }

    private boolean rarely(int oneIn) {
        return random.nextInt(oneIn) == 0;
    }

    /** A body cut short, with a byte changed, inserted or removed, or a part repeated or gone. */
    private byte[] damaged(byte[] body) {
        int at = random.nextInt(body.length);
        int part = Math.min(body.length, at + random.nextInt(1, 12));
        return switch (random.nextInt(7)) {
            case 0 -> Arrays.copyOf(body, at);
            case 1 -> spliced(body, at, at + 1, new byte[] {(byte) random.nextInt()});
            case 2 -> spliced(body, at, at + 1, new byte[] {(byte) "\"\\{}[],:=A/+ ".charAt(random.nextInt(13))});
            case 3 -> spliced(body, at, at + 1, new byte[0]);
            case 4 -> spliced(body, at, part, new byte[0]);
            case 5 -> spliced(body, at, at, BYTES.get(random.nextInt(BYTES.size())));
            default -> spliced(body, at, at, Arrays.copyOfRange(body, at, part));
        };
    }

    private static byte[] spliced(byte[] body, int from, int to, byte[] instead) {
        byte[] made = new byte[body.length - (to - from) + instead.length];
        System.arraycopy(body, 0, made, 0, from);
        System.arraycopy(instead, 0, made, from, instead.length);
        System.arraycopy(body, to, made, from + instead.length, body.length - to);
        return made;
    }
}
