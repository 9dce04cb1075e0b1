package io.hydrant.service.lambda.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hydrant.jq.JqQuery;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Functions that are written as a jq expression. */
class QueryFunctionTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static JsonNode answer(String expression, String data) throws IOException {
        byte[] event =
                ("{\"invocationId\":\"i\",\"records\":[{\"recordId\":\"7\",\"approximateArrivalTimestamp\":12,\"data\":\""
                                + Base64.getEncoder().encodeToString(data.getBytes(StandardCharsets.UTF_8)) + "\"}]}")
                        .getBytes(StandardCharsets.UTF_8);
        JsonNode answer = JSON.readTree(new QueryFunction(JqQuery.compile(expression)).answer(event, event.length));
        return answer.get("records").get(0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                ". | {\"a\":1} | Ok | {\"a\":1}",
                "{data} | {\"a\":1} | Ok | {\"a\":1}",
                ".json.b = \"two\" | {\"a\":1} | Ok | {\"a\":1,\"b\":\"two\"}",
                ". + {json: {c: .json.a}} | {\"a\":\"x\"} | Ok | {\"c\":\"x\"}",
                "{json: .json} | {\"a\": 1} | Ok | {\"a\":1}",
                "{json: [.text]} | {\"a\": | Ok | [\"{\\\"a\\\":\"]",
                ".text += \"!\" | größe | Ok | größe!",
                "{text: .text} | größe | Ok | größe",
                ".data = \"eHg=\" | one | Ok | xx",
                "{result: \"Dropped\"} | one | Dropped | ",
                ".json.n += 1 | {\"n\":41,\"x\":1.0,\"y\":1.5} | Ok | {\"n\":42,\"x\":1.0,\"y\":1.5}",
                "`{json: (.json | keys)}` | {\"b\":1,\"a\":2} | Ok | [\"a\",\"b\"]",
                "`{text: (.json.n * 2 | tostring)}` | {\"n\":21} | Ok | 42",
                "empty | one | Dropped | ",
                "{result: \"ProcessingFailed\"} | one | ProcessingFailed | ",
                "error(\"no\") | one | ProcessingFailed | ",
                "., . | one | ProcessingFailed | ",
                ".json | 5 | ProcessingFailed | ",
                "{json: .approximateArrivalTimestamp} | one | Ok | 12",
                "{text: .recordId} | one | Ok | 7",
                "if .json == null then {text: \"null\"} else {text: \"some\"} end | {} {} | Ok | null",
            })
    void theOutputIsTheAnswerOfTheRecord(String expression, String data, String result, String expected)
            throws IOException {
        JsonNode answer = answer(expression, data);

        assertThat(answer.path("recordId").asText()).isEqualTo("7");
        assertThat(answer.path("result").asText()).isEqualTo(result);
        if (expected != null) {
            assertThat(new String(answer.path("data").binaryValue(), StandardCharsets.UTF_8))
                    .isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{json, metadata: {partitionKeys: {k: .json.k}}} | {\"metadata\":{\"partitionKeys\":{\"k\":\"v\"}}}"
            })
    void metadataGoesOn(String expression, String expected) throws IOException {
        assertThat(answer(expression, "{\"k\":\"v\"}").get("metadata"))
                .isEqualTo(JSON.readTree(expected).get("metadata"));
    }
}
