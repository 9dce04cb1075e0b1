package io.hydrant.jq;

import java.nio.charset.StandardCharsets;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import io.hydrant.jq.json.JsonReader;
import io.hydrant.jq.json.Wanted;
import io.hydrant.jq.syntax.Parser;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** A query that keeps only what it looks at answers as one that keeps the whole record. */
class JqPartsTest {
    private static final List<String> PATHS = List.of(
            ".a",
            ".a.b",
            ".a.b.c",
            ".a[0]",
            ".a[1].b",
            ".[2]",
            ".a?",
            "{a:.a,b:.b.c}",
            "{a:.a|tostring,b:.b[1]}",
            "{a:.a.b,a:.a}",
            "if .a then .b.c else .a.b end",
            ".a.b // .b.c // .a",
            ".a as $x|[$x,.b]",
            "select(.a)|.b",
            "(.a|.b?),.b",
            "\"\\(.a)/\\(.b.c)\"",
            "[.a,.b]|.[0]");
    private static final List<String> RECORDS = List.of(
            "{\"a\":{\"b\":{\"c\":1,\"d\":[1,{\"e\":2}]}},\"b\":{\"c\":\"x\"},\"z\":[[[{}]]]}",
            "{\"a\":1,\"a\":{\"b\":2},\"b\":[1,2],\"b\":{\"c\":null}}",
            "{\"a\":{\"b\":2},\"a\":1}",
            "{\"a\":[{\"b\":1},{\"b\":2,\"x\":[]},3],\"b\":[5,6,7]}",
            "{\"a\":[],\"b\":\"text\"}",
            "{\"a\":false,\"b\":null,\"\":1}",
            "[1,2,{\"a\":3}]",
            "\"text\"",
            "null",
            "{}",
            "{\"a\":1}{\"a\":2}",
            "{\"a\":1} x",
            "{\"a\":1,\"z\":[1,2}",
            "{\"a\":1,\"z\":tru}",
            "{\"a\":1,\"z\":\"\\ud800\"}",
            "{\"a\":1,\"z\":\"line\nbreak\"}",
            "{\"a\":1,\"z\":01,\"b\":nan}",
            "{\"a\":1",
            "");

    @Test
    void answersEveryRecordedQueryAsFromTheWholeRecord() {
        List<byte[]> inputs = Oracle.inputs();

        assertThat(Oracle.answers().keySet()).allSatisfy(query -> inputs.forEach(input -> compare(query, input)));
    }

    @Test
    void answersPathsAsFromTheWholeRecord() {
        for (String query : PATHS) {
            for (String record : RECORDS) {
                compare(query, record.getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    /** A query that begins with a value that is all of the record looks at all of it. */
    private static void compare(String query, byte[] record) {
        String whole = ". as $__whole|" + query;

        assertThat(Oracle.ask(query, record)).as(query).isEqualTo(Oracle.ask(whole, record));
    }

    @Test
    void passesOverWhatItDoesNotLookAt() {
        byte[] record = "{\"a\":{\"b\":[1,2,3],\"c\":[4]},\"d\":{\"e\":5}}".getBytes(StandardCharsets.UTF_8);
        Wanted wanted = new Wanted();
        Parser.parse("[.a.b[1],.d]").wants(wanted);

        JsonNode parts = JsonReader.readOne(record, 0, record.length, wanted).orElseThrow();

        assertThat(parts).hasToString("{\"a\":{\"b\":[null,2]},\"d\":{\"e\":5}}");
    }
}
