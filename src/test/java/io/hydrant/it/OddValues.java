package io.hydrant.it;

import java.util.List;
import java.util.random.RandomGenerator;

/** Values that requests seldom have: too long, of another kind, half an ARN, a number that no type holds. */
final class OddValues {
    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "a",
            "0",
            "-1",
            "2147483648",
            "99999999999999999999999",
            "1e400",
            "0.5",
            "NaN",
            "null",
            "true",
            "\u0000",
            "\n",
            "\u00e9",
            "\ud83d\ude00",
            "\ufffe",
            "a".repeat(65),
            "a".repeat(300),
            "a".repeat(9_000),
            "arn:",
            "::::::",
            "arn:aws:kms:us-east-1:000000000000:key/x",
            "arn:aws:kms:us-east-1:000000000000:alias/",
            "arn:aws:kms::000000000000:key/" + "0".repeat(8),
            "arn:aws:kms:" + "r".repeat(70) + ":000000000000:alias/aws/s3",
            "arn:aws:kms:a#b:000000000000:key/00000000-0000-0000-0000-000000000000",
            "arn:aws:kms:us-east-1:0:key/00000000-0000-0000-0000-000000000000",
            "arn:aws:iam::000000000000:role/",
            "arn:aws:iam::000000000000:role",
            "arn:aws:iam::x:root",
            "arn:aws:s3:::",
            "arn:aws:s3:::lake/a/b",
            "alias/",
            "alias/aws/",
            "alias/a b",
            "mrk-",
            "../..",
            "/",
            "//",
            "%",
            "%zz",
            "%ff%fe",
            "+",
            "&=",
            "{",
            "}",
            "[]",
            "{}",
            "<a>",
            "]]>",
            "&amp;",
            "!{",
            "!{timestamp:",
            "!{timestamp:yyyy'}",
            "!{firehose:nothing}",
            "2026-01-01T00:00:00Z",
            "+999999999-12-31T23:59:59Z",
            "-999999999-01-01T00:00:00Z",
            "9999-99-99",
            "Thu, 01 Jan 1970 00:00:00 GMT",
            "P1D",
            "PT-1S",
            "PT2562047788015215H",
            "1d",
            "bytes=0-",
            "bytes=-0",
            "bytes=5-2",
            "bytes=99999999999999999999-",
            "bytes=0-1,3-4",
            "*",
            "**",
            "(",
            "[a-",
            "\\",
            "\"",
            "'",
            "us-west-2",
            "cn-north-1",
            "http://[",
            "http://a b",
            "https://x:99999/",
            "=",
            "AAAA",
            "AAA=",
            "eyJhIjoxfQ==");

    private OddValues() {}

    static String text(RandomGenerator random) {
        return TEXTS.get(random.nextInt(TEXTS.size()));
    }

    /** A value as JSON. */
    static String json(RandomGenerator random) {
        return switch (random.nextInt(14)) {
            case 0 -> "null";
            case 1 -> "true";
            case 2 -> "[]";
            case 3 -> "{}";
            case 4 -> "-1";
            case 5 -> "9223372036854775808";
            case 6 -> "1e400";
            case 7 -> "[null]";
            case 8 -> "{\"a\":null}";
            case 9 -> "[[]]";
            default -> quoted(text(random));
        };
    }

    static String quoted(String text) {
        StringBuilder json = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c == '"' || c == '\\') {
                json.append(String.format("\\u%04x", (int) c));
            } else {
                json.append(c);
            }
        }
        return json.append('"').toString();
    }
}
