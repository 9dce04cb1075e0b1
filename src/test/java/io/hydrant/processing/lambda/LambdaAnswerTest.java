package io.hydrant.processing.lambda;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hydrant.record.PartitionKeys;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What becomes of records by what a function answers, good and bad. */
class LambdaAnswerTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final LambdaBatch batch = new LambdaBatch().put("one", "two", "three");

    /** Answers with {@code template}, in which {@code $1}, {@code $2} and {@code $3} are the ids of the event. */
    private List<String> outcomes(String template) {
        batch.answering(event -> {
                    String answer = template;
                    List<String> ids = ids(event);
                    for (int i = 0; i < ids.size(); i++) {
                        answer = answer.replace("$" + (i + 1), ids.get(i));
                    }
                    return answer;
                })
                .run();
        assertThat(batch.events).as("a function that answers is asked once").hasSize(1);
        assertThat(batch.failures)
                .allSatisfy(failure -> assertThat(failure.attemptsMade()).isEqualTo(1));
        return batch.outcomes;
    }

    private static List<String> ids(String event) {
        try {
            return JSON.readTree(event).get("records").findValuesAsText("recordId");
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void recordsGoOnAsTheyAreAnsweredInTheOrderOfTheEvent() {
        assertThat(
                        outcomes(
                                """
                        {"more": [1, {"records": 2}], "records": [
                          {"recordId": "$3", "result": "Ok", "data": "dGhpcmQ="},
                          {"data": "Zmlyc3Q", "result": "Ok", "recordId": "$1", "more": {"a": [1]}},
                          {"recordId": "$2", "result": "Dropped", "data": "c2Vjb25k"}]}
                        """))
                .containsExactly("ok:first", "dropped:two", "ok:third");
        assertThat(batch.ended).isEqualTo(1);
    }

    /** The second of three records is answered like this. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`{\"recordId\":\"$2\",\"result\":\"Ok\",\"data\":\"\"}` | ok:",
                "`{\"recordId\":\"$2\",\"result\":\"Ok\",\"data\":\"eA==\"}` | ok:x",
                "`{\"recordId\":\"$2\",\"result\":\"Ok\",\"data\":\"e\\u0041==\"}` | ok:x",
                "`{\"recordId\":\"$2\",\"result\":\"Ok\",\"data\":\"Pz8\\/Pz8/\"}` | ok:?????\u003f",
                "`{\"recordId\":\"$2\",\"result\":\"Ok\",\"data\":\"Zmly\\n c3Q=\"}` | ok:first",
                "`{\"recordId\":\"$2\",\"result\":\"ProcessingFailed\",\"data\":\"eA==\"}` | Lambda.ProcessingFailedStatus:two",
                "`{\"recordId\":\"$2\",\"result\":\"ProcessingFailed\"}` | Lambda.ProcessingFailedStatus:two",
                "`{\"recordId\":\"$2\",\"result\":\"Dropped\"}` | dropped:two",
                "`{\"recordId\":\"$2\",\"result\":\"Dropped\",\"data\":\"%\"}` | dropped:two",
                "`{\"recordId\":\"$2\",\"result\":\"Ok\",\"data\":null}` | Lambda.InvalidReturnFormat:two",
                "`{\"recordId\":\"$2\",\"result\":\"Ok\"}` | Lambda.InvalidReturnFormat:two",
                "`{\"recordId\":\"$2\",\"result\":\"Ok\",\"data\":\"a-_b\"}` | Lambda.JsonProcessingException:two",
                "`{\"recordId\":\"$2\",\"result\":\"Ok\",\"data\":\"größe\"}` | Lambda.JsonProcessingException:two",
                "`{\"recordId\":\"$2\",\"result\":\"Ok\",\"data\":{\"a\":1}}` | Lambda.JsonProcessingException:two",
                "`{\"recordId\":\"$2\",\"result\":\"Ok\",\"data\":7}` | Lambda.JsonProcessingException:two",
                "`{\"recordId\":\"$2\",\"result\":\"ok\",\"data\":\"eA==\"}` | Lambda.JsonProcessingException:two",
                "`{\"recordId\":\"$2\",\"data\":\"eA==\"}` | Lambda.JsonProcessingException:two",
                "`{\"recordId\":\"$2\",\"result\":null,\"data\":\"eA==\"}` | Lambda.JsonProcessingException:two",
                "`{\"recordId\":\"$2\",\"result\":\"Ok\",\"data\":\"eA==\",\"metadata\":{\"partitionKeys\":[1]}}` | Lambda.JsonProcessingException:two",
                "`{\"recordId\":\"$2\",\"result\":\"Ok\",\"data\":\"eA==\",\"metadata\":{\"partitionKeys\":{\"a\":{}}}}` | Lambda.JsonProcessingException:two",
                "`{\"recordId\":\"$2\",\"result\":\"Ok\",\"data\":\"eA==\",\"metadata\":{\"partitionKeys\":null}}` | ok:x",
                "`{\"recordId\":\"$2\",\"result\":\"Ok\",\"data\":\"eA==\",\"metadata\":null}` | ok:x",
                "`{\"recordId\":\"other\",\"result\":\"Ok\",\"data\":\"eA==\"}` | Lambda.MissingRecordId:two",
                "`{\"result\":\"Ok\",\"data\":\"eA==\"}` | Lambda.MissingRecordId:two",
                "null | Lambda.MissingRecordId:two",
                "`[{\"recordId\":\"$2\"}]` | Lambda.MissingRecordId:two",
                "`{\"recordId\":\"$2\",\"result\":\"Ok\",\"data\":\"eA==\"},{\"recordId\":\"$2\",\"result\":\"Ok\",\"data\":\"eA==\"}` | Lambda.DuplicatedRecordId:two",
            })
    void eachKindOfAnswerHasItsFateAndLeavesTheOthersAlone(String second, String outcome) {
        assertThat(outcomes("{\"records\":[{\"recordId\":\"$1\",\"result\":\"Ok\",\"data\":\"MQ==\"}," + second
                        + ",{\"recordId\":\"unknown\",\"result\":\"Ok\",\"data\":\"eA==\"}"
                        + ",{\"recordId\":\"$3\",\"result\":\"Ok\",\"data\":\"Mw==\"}]}"))
                .containsExactly("ok:1", outcome == null ? "" : outcome, "ok:3");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "rubbish",
                "null",
                "[]",
                "\"text\"",
                "{}",
                "{\"records\":null}",
                "{\"records\":{\"recordId\":\"$1\",\"result\":\"Ok\",\"data\":\"MQ==\"}}",
                "{\"records\":[]}",
                "{\"Records\":[{\"recordId\":\"$1\",\"result\":\"Ok\",\"data\":\"MQ==\"}]}",
                "[{\"recordId\":\"$1\",\"result\":\"Ok\",\"data\":\"MQ==\"}]",
                "{\"records\":[{\"recordId\":\"$1\",\"result\":\"Ok\",\"data\":\"MQ==\"}",
                "{\"records\":[{\"recordId\":\"$1\",\"result\":\"Ok\",\"data\":\"MQ=",
                "{\"records\":[{\"recordId\":\"$1\",\"result\":\"Ok\",\"data\":\"MQ==\"}]} more",
                "{\"records\":[{\"recordId\":\"$1\",\"result\":\"Ok\",\"data\":\"MQ==\"}]}{}",
                "{\"statusCode\":200,\"body\":\"{}\"}",
            })
    void anAnswerThatIsMalformedGivesBackNoRecord(String answer) {
        assertThat(outcomes(answer))
                .containsExactly(
                        "Lambda.MissingRecordId:one", "Lambda.MissingRecordId:two", "Lambda.MissingRecordId:three");
    }

    @Test
    void partitionKeysOfTheFunctionAreAddedToThoseOfTheQuery() {
        outcomes(
                """
                {"records": [
                  {"recordId": "$1", "result": "Ok", "data": "",
                   "metadata": {"other": {"partitionKeys": 1}, "partitionKeys": {"b": "x", "a": 7, "c": true}}},
                  {"recordId": "$2", "result": "Ok", "data": ""},
                  {"recordId": "$3", "result": "Ok", "data": "", "metadata": {"partitionKeys": {}}}]}
                """);

        PartitionKeys none = PartitionKeys.NONE.withQuery(Map.of("q", "1"));
        assertThat(batch.keys).containsExactly(none.withLambda(Map.of("b", "x", "a", "7", "c", "true")), none, none);
        assertThat(batch.keys.get(0).fromLambda().keySet()).containsExactly("b", "a", "c");
    }

    @Test
    void anyOrderOfManyRecordsComesBackInTheirs() {
        LambdaBatch many = new LambdaBatch();
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            texts.add("record " + i);
        }
        many.put(texts.toArray(String[]::new))
                .answering(LambdaAnswerTest::shuffled)
                .run();

        assertThat(many.outcomes)
                .isEqualTo(texts.stream().map(text -> "ok:" + text).toList());
    }

    private static String shuffled(String event) {
        try {
            ObjectNode answer = (ObjectNode) JSON.readTree(event);
            List<JsonNode> records = new ArrayList<>();
            answer.get("records").forEach(record -> records.add(((ObjectNode) record).put("result", "Ok")));
            Collections.shuffle(records, new java.util.Random(7));
            ArrayNode array = answer.putArray("records");
            records.forEach(array::add);
            return answer.toPrettyString();
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
