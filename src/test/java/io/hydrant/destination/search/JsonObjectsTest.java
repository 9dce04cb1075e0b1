package io.hydrant.destination.search;

import java.io.IOException;
import java.util.Arrays;
import java.util.Random;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class JsonObjectsTest {
    private final JsonObjects json = new JsonObjects();

    private boolean isObject(String text) {
        byte[] bytes = ("xx" + text + "}\"").getBytes(UTF_8);
        return json.isObject(bytes, 2, bytes.length - 4);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{ }",
                " \t{}\r\n",
                "{\"a\":1}",
                "{\"a\":-0.5e+10,\"b\":0,\"c\":12E-3,\"d\":10}",
                "{\"a\":[],\"b\":[1,[2,{\"c\":[]}],\"x\"],\"d\":{\"e\":null}}",
                "{\"a\" : true , \"b\":false}",
                "{\"ü€😀\":\"\\u00fc\\\"\\\\\\/\\b\\f\\n\\r\\t\"}",
                "{\"\":\"\"}",
                "{\"a\":\"}{][\"}"
            })
    void oneObjectIsAnObject(String text) {
        assertThat(isObject(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "[]",
                "1",
                "\"text\"",
                "null",
                "plain text",
                "{",
                "}",
                "{}}",
                "{}{}",
                "{} {}",
                "{}\n{}",
                "{},",
                "{\"a\"}",
                "{\"a\":}",
                "{\"a\":1,}",
                "{,}",
                "{\"a\":1 \"b\":2}",
                "{\"a\":[1,]}",
                "{\"a\":[1}",
                "{\"a\":[1]]",
                "{\"a\":01}",
                "{\"a\":1.}",
                "{\"a\":.5}",
                "{\"a\":+1}",
                "{\"a\":-}",
                "{\"a\":1e}",
                "{\"a\":NaN}",
                "{\"a\":tru}",
                "{\"a\":truex}",
                "{\"a\":\"x}",
                "{\"a\":\"\\x\"}",
                "{\"a\":\"\\u12g4\"}",
                "{\"a\":\"\n\"}",
                "{\"a\":\"\u0000\"}",
                "{a:1}",
                "{'a':1}",
                "{\"a\":1}//",
                "{1:2}",
                "{\"a\":1:2}"
            })
    void anythingElseIsNone(String text) {
        assertThat(isObject(text)).isFalse();
    }

    @Test
    void tellsWhereTheObjectIsAndWhetherItHasLineBreaks() {
        byte[] bytes = " {\"a\":\n1}\n\n".getBytes(UTF_8);
        assertThat(json.isObject(bytes, 0, bytes.length)).isTrue();
        assertThat(json.first()).isEqualTo(1);
        assertThat(json.length()).isEqualTo(8);
        assertThat(json.hasLineBreaks()).isTrue();

        byte[] oneLine = "\n{\"a\":\"\\n\"}\n".getBytes(UTF_8);
        assertThat(json.isObject(oneLine, 0, oneLine.length)).isTrue();
        assertThat(json.hasLineBreaks()).as("those around it are left out").isFalse();
    }

    @Test
    void takesAnyDepth() {
        assertThat(isObject("{\"a\":".repeat(5000) + "1" + "}".repeat(5000))).isTrue();
        assertThat(isObject("{\"a\":" + "[".repeat(5000) + "]".repeat(4999) + "}"))
                .isFalse();
    }

    /** The seeds are fixed, so that a failure can be repeated. */
    @Test
    void agreesWithAnotherReaderOnAnyBytes() {
        byte[] good = ("{\"name\":\"Zoe \\u00e9\",\"n\":[1,-2.5e3,0,true,false,null,{}],\"o\":{\"p\":{\"q\":[[]]}},"
                        + "\"s\":\"a\\\\b\\\"c\" }")
                .getBytes(UTF_8);
        byte[] alphabet = "{}[],:\"\\ \n\t0123456789-+.eEtrufalsn".getBytes(UTF_8);
        Random random = new Random(20150804);
        int objects = 0;
        for (int round = 0; round < 200_000; round++) {
            byte[] bytes = good.clone();
            int changes = random.nextInt(3);
            for (int i = 0; i < changes; i++) {
                bytes[random.nextInt(bytes.length)] = alphabet[random.nextInt(alphabet.length)];
            }
            int length = random.nextInt(4) == 0 ? random.nextInt(bytes.length) : bytes.length;
            boolean expected = read(bytes, length);
            assertThat(json.isObject(bytes, 0, length))
                    .as(() -> new String(bytes, 0, length, UTF_8))
                    .isEqualTo(expected);
            objects += expected ? 1 : 0;
        }
        assertThat(objects).isBetween(20_000, 180_000);
    }

    private static final JsonFactory JACKSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNumberLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private static boolean read(byte[] bytes, int length) {
        try (JsonParser parser = JACKSON.createParser(Arrays.copyOf(bytes, length))) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return false;
            }
            parser.skipChildren();
            return parser.currentToken() == JsonToken.END_OBJECT && parser.nextToken() == null;
        } catch (IOException e) {
            return false;
        }
    }
}
