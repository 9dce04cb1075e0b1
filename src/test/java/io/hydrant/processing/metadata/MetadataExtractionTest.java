package io.hydrant.processing.metadata;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.hydrant.processing.ProcessedRecord;
import io.hydrant.processing.ProcessingFailure;
import io.hydrant.processing.ProcessingRun;
import io.hydrant.processing.Processor;
import io.hydrant.processing.RecordHandler;
import io.hydrant.record.PartitionKeys;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

class MetadataExtractionTest {
    private static ProcessingRun run(String query, String... records) {
        List<Processor> processors =
                List.of(new MetadataExtraction(new LazyQuery(query, () -> Instant.parse("2026-11-28T00:00:00Z"))));
        return ProcessingRun.of(processors, records);
    }

    @Test
    void aQueryGivesARecordItsKeysAndLeavesItsBytes() {
        ProcessingRun run = run(
                "{customer_id:.customer_id,device:.type.device}",
                "{\"customer_id\":\"c1\",\"type\":{\"device\":\"phone\"}}",
                " {\"type\":{\"device\":\"tv\"},\"customer_id\":\"c2\"}\n");

        assertThat(run.passed().get(0).keys().fromQuery())
                .containsExactly(entry("customer_id", "c1"), entry("device", "phone"));
        assertThat(run.passed().get(1).keys().fromQuery())
                .containsExactly(entry("customer_id", "c2"), entry("device", "tv"));
        assertThat(run.texts())
                .containsExactly(
                        "{\"customer_id\":\"c1\",\"type\":{\"device\":\"phone\"}}",
                        " {\"type\":{\"device\":\"tv\"},\"customer_id\":\"c2\"}\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "7                  | 7",
                "0                  | 0",
                "-1.5               | -1.5",
                "true               | true",
                "false              | false",
                "\"text\"           | text",
                "\"a/b\"            | a/b",
                "\"\\u00e9 \\\"q\\\"\" | \u00e9 \"q\"",
                "\" \"              | ` `",
                "\"null\"           | null"
            })
    void aValueIsWrittenAsJqWritesItWithoutQuotes(String value, String key) {
        assertThat(run("{a:.a}", "{\"a\":" + value + "}").passed())
                .extracting(record -> record.keys().fromQuery().get("a"))
                .containsExactly(key);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":null}", "{}", "{\"a\":\"\"}", "{\"b\":1}"})
    void aKeyThatIsMissingNullOrEmptyFailsTheRecord(String record) {
        ProcessingRun run = run("{a:.a}", record);

        assertThat(run.failedTexts()).containsExactly(record);
        assertThat(run.failure()).isEqualTo(failure("partitionKeys values must not be null or empty"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "text", "{\"a\":1}{\"a\":2}", "{\"a\":1", "{\"a\":1} x"})
    void aRecordThatIsNotOneJsonValueFails(String record) {
        assertThat(run("{a:.a}", record).failure()).isEqualTo(failure("Non JSON record provided"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":{}}", "{\"a\":[]}", "{\"a\":[1]}", "{\"a\":{\"b\":1}}"})
    void anObjectOrAnArrayIsNoKey(String record) {
        assertThat(run("{a:.a}", record).failure())
                .isEqualTo(failure("partitionKeys values must not be objects or arrays"));
    }

    @ParameterizedTest
    @ValueSource(strings = {".a", "[.a]", "empty", ".a,.a", "{a:(1,2)}"})
    void aQueryThatDoesNotGiveOneObjectFailsEveryRecord(String query) {
        assertThat(run(query, "{\"a\":1}").failure())
                .isEqualTo(failure("The query did not give one object of partition keys"));
    }

    @Test
    void aQueryMayGiveFiftyKeys() {
        String keys = IntStream.range(0, 50).mapToObj(i -> "\"k" + i + "\":1").collect(Collectors.joining(","));

        assertThat(run(".", "{" + keys + "}").passed()).hasSize(1);
        assertThat(run(".", "{" + keys + ",\"k50\":1}").failure())
                .isEqualTo(failure("The query gave more than 50 partition keys"));
    }

    @Test
    void anErrorOfTheQueryIsTold() {
        assertThat(run("{a:.a}", "[1]").failure().errorMessage()).contains("Cannot index");
        assertThat(run("{a:error(\"no\")}", "{}").failure().errorMessage()).contains("no");
    }

    @Test
    void aTextThatIsNoQueryFailsEveryRecord() {
        ProcessingRun run = run("{date:%Y/%m/%d,tool:.tool}", "{\"tool\":\"a\"}", "{}");

        assertThat(run.passed()).isEmpty();
        assertThat(run.failed().values())
                .extracting(ProcessingFailure::outputType)
                .containsExactly("metadata-extraction-failed", "metadata-extraction-failed");
    }

    @Test
    void aValueThatNoKeyOfAnObjectCanHoldFails() {
        assertThat(run("{a:.a}", "{\"a\":\"x\\u0000\"}").failed().values())
                .containsExactly(failure("partitionKeys values must be characters of Unicode"));
        assertThat(run("{a:.a}", "{\"a\":\"\ud83d\ude00\"}").passed()).hasSize(1);
    }

    @Test
    void keysOfAFunctionStay() {
        PartitionKeys keys = PartitionKeys.NONE.withLambda(Map.of("f", "1"));
        Processor function = (attempt, next) -> new RecordHandler() {
            @Override
            public void accept(ProcessedRecord record) {
                next.accept(record.withKeys(keys));
            }

            @Override
            public void end() {
                next.end();
            }
        };

        ProcessingRun run = ProcessingRun.of(
                List.of(function, new MetadataExtraction(new LazyQuery("{q:.q}", () -> Instant.EPOCH))),
                "{\"q\":\"2\"}");

        assertThat(run.passed()).extracting(ProcessedRecord::keys).containsExactly(keys.withQuery(Map.of("q", "2")));
    }

    private static ProcessingFailure failure(String message) {
        return ProcessingFailure.of("DynamicPartitioning.MetadataExtractionFailed", message)
                .to("metadata-extraction-failed");
    }
}
