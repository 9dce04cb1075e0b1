package io.hydrant.destination.search;

import java.util.List;

import io.hydrant.destination.search.BulkAnswer.Item;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class BulkAnswerTest {
    private static BulkAnswer read(String body) {
        return BulkAnswer.read(body.getBytes(UTF_8)).orElseThrow();
    }

    @Test
    void anAnswerWithoutErrorsSpeaksForAllDocuments() {
        BulkAnswer answer = read("{\"took\":30,\"errors\":false,\"items\":[{\"index\":{\"status\":201}}]}");

        assertThat(answer.errors()).isFalse();
        assertThat(answer.items()).isEmpty();
    }

    @Test
    void anAnswerWithErrorsTellsOfEachDocumentInOrder() {
        BulkAnswer answer = read("{\"took\":30,\"errors\":true,\"items\":["
                + "{\"index\":{\"_index\":\"a\",\"_id\":\"1\",\"_shards\":{\"total\":2},\"status\":201}},"
                + "{\"index\":{\"_index\":\"a\",\"_id\":null,\"status\":400,\"error\":{\"type\":\"mapper_parsing_exception\","
                + "\"reason\":\"failed to parse\",\"caused_by\":{\"type\":\"x\"}}}},"
                + "{\"create\":{\"error\":\"an old cluster's words\",\"status\":503}}]}");

        assertThat(answer.items())
                .containsExactly(
                        new Item(201, ""),
                        new Item(
                                400,
                                "{\"type\":\"mapper_parsing_exception\",\"reason\":\"failed to parse\","
                                        + "\"caused_by\":{\"type\":\"x\"}}"),
                        new Item(503, "an old cluster's words"));
    }

    @Test
    void anAnswerThatEndsEarlyTellsWhatItHasTold() {
        BulkAnswer answer = read("{\"errors\":true,\"items\":[{\"index\":{\"status\":201}},{\"index\":{\"stat");

        assertThat(answer.errors()).isTrue();
        assertThat(answer.items()).isEqualTo(List.of(new Item(201, "")));
    }

    @ParameterizedTest
    @CsvSource({
        "200, true, false",
        "201, true, false",
        "400, false, false",
        "403, false, false",
        "404, false, false",
        "409, false, false",
        "429, false, true",
        "500, false, true",
        "503, false, true",
        "504, false, true"
    })
    void aDocumentIsThereOrMayBeTriedAgainOrNever(int status, boolean arrived, boolean mayArrive) {
        assertThat(new Item(status, "").arrived()).isEqualTo(arrived);
        assertThat(new Item(status, "").mayArrive()).isEqualTo(mayArrive);
    }

    @Test
    void anErrorIsCutWhenItIsLong() {
        BulkAnswer answer = read("{\"errors\":true,\"items\":[{\"index\":{\"status\":400,\"error\":{\"reason\":\""
                + "x".repeat(100_000) + "\"}}}]}");

        assertThat(answer.items().get(0).error()).hasSize(4097).endsWith("x…");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{}", "null", "<html>", "{\"took\":1}", "{\"errors\":\"no\"}"})
    void anythingElseIsNoAnswerToABulkRequest(String body) {
        assertThat(BulkAnswer.read(body.getBytes(UTF_8))).isEmpty();
    }
}
