package io.hydrant.processing.deaggregation;

import java.util.List;

import io.hydrant.processing.ProcessedRecord;
import io.hydrant.processing.ProcessingFailure;
import io.hydrant.processing.ProcessingRun;
import io.hydrant.processing.Processor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class DeAggregationTest {
    private static final List<Processor> JSON = List.of(new DeAggregation(new JsonSeparator()));

    private static List<Processor> delimited(String delimiter) {
        return List.of(new DeAggregation(new DelimitedSeparator(delimiter.getBytes(UTF_8))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":1}{\"a\":2}",
                "{\"a\":1}\n{\"a\":2}",
                "{\"a\":1}\r\n{\"a\":2}\r\n",
                " \t{\"a\":1} \n\n {\"a\":2}  "
            })
    void objectsOneBehindTheOtherBecomeRecords(String record) {
        ProcessingRun run = ProcessingRun.of(JSON, record);

        assertThat(run.texts()).containsExactly("{\"a\":1}", "{\"a\":2}");
        assertThat(run.failed()).isEmpty();
    }

    @Test
    void bracesAndQuotesInsideOfTextsDivideNothing() {
        String first = "{\"a\":\"}{\",\"b\":{\"c\":[{},{\"d\":\"\\\"}\"}]}}";
        String second = "{\"\u00e9\u4e16\":\"\ud83d\ude00{\"}";

        assertThat(ProcessingRun.of(JSON, first + second + first).texts()).containsExactly(first, second, first);
    }

    @Test
    void partsHaveTheArrivalAndThePlaceOfTheWhole() {
        List<ProcessedRecord> parts =
                ProcessingRun.of(JSON, "{\"z\":0}", "{\"a\":1}{\"a\":2}").passed();

        assertThat(parts)
                .extracting(ProcessedRecord::source)
                .containsExactly(
                        new ProcessedRecord.Source(0, 100, ProcessingRun.ARRIVAL),
                        new ProcessedRecord.Source(1, 101, ProcessingRun.ARRIVAL),
                        new ProcessedRecord.Source(1, 101, ProcessingRun.ARRIVAL));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[{\"a\":1},{\"a\":2}]             | [{\"a\":1},{\"a\":2}]",
                "{\"a\":1}x{\"b\":2}               | x{\"b\":2}",
                "{\"a\":1} 7                       | 7",
                "{\"a\":1}{\"b\":                  | {\"b\":",
                "{\"a\":1}{\"b\":\"                | {\"b\":\"",
                "{\"a\":1}[{\"b\":2}]              | [{\"b\":2}]",
                "{\"a\":1}{b:2}                    | {b:2}",
            })
    void aPartThatIsNoObjectFailsAndTheOthersGoOn(String record, String bad) {
        ProcessingRun run = ProcessingRun.of(JSON, record);

        assertThat(run.failedTexts()).containsExactly(bad);
        assertThat(run.texts()).isEqualTo(record.startsWith("{\"a\":1}") ? List.of("{\"a\":1}") : List.of());
        assertThat(run.failure())
                .isEqualTo(
                        ProcessingFailure.of("DynamicPartitioning.MetadataExtractionFailed", "Non JSON record provided")
                                .to("metadata-extraction-failed"));
    }

    @Test
    void aLineThatIsNoObjectKeepsTheLinesAfterItFromNothing() {
        ProcessingRun run = ProcessingRun.of(
                JSON, "{\"a\":1}\nnot json\n{\"a\":2}\n{\"a\":{broken\n{\"a\":3}\n[1]\n{\"a\":\"x\n{\"a\":4}");

        assertThat(run.texts()).containsExactly("{\"a\":1}", "{\"a\":2}", "{\"a\":3}", "{\"a\":4}");
        assertThat(run.failedTexts()).containsExactly("not json", "{\"a\":{broken", "[1]", "{\"a\":\"x");
    }

    @Test
    void anArrayOverSeveralLinesFailsAsAWhole() {
        ProcessingRun run = ProcessingRun.of(JSON, "[\n{\"a\":1},\n{\"a\":2}\n]\n{\"a\":3}");

        assertThat(run.failedTexts()).containsExactly("[\n{\"a\":1},\n{\"a\":2}\n]");
        assertThat(run.texts()).containsExactly("{\"a\":3}");
    }

    @Test
    void aRecordMayHaveFiveHundredParts() {
        ProcessingRun run = ProcessingRun.of(JSON, "{}".repeat(500));

        assertThat(run.texts()).hasSize(500).containsOnly("{}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "x\n"})
    void aRecordOfMorePartsGoesOnWhole(String part) {
        String record = part.repeat(501);

        ProcessingRun run = ProcessingRun.of(JSON, record);

        assertThat(run.texts()).containsExactly(record);
        assertThat(run.failed()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n\n"})
    void aRecordWithoutPartsGoesOnWhole(String record) {
        assertThat(ProcessingRun.of(JSON, record).texts()).containsExactly(record);
        assertThat(ProcessingRun.of(delimited("\n"), record.replace(" ", "")).texts())
                .containsExactly(record.replace(" ", ""));
    }

    @Test
    void delimitersDivideAndEmptyPartsAreNone() {
        assertThat(ProcessingRun.of(delimited("####"), "one####two########three####")
                        .texts())
                .containsExactly("one", "two", "three");
        assertThat(ProcessingRun.of(delimited("####"), "####a###b").texts()).containsExactly("a###b");
        assertThat(ProcessingRun.of(delimited("\n"), "alone").texts()).containsExactly("alone");
        assertThat(ProcessingRun.of(delimited("\n"), "x\n".repeat(501)).texts()).containsExactly("x\n".repeat(501));
        assertThat(ProcessingRun.of(delimited("\n"), "x\n".repeat(500)).texts()).hasSize(500);
    }

    @Test
    void aMegabyteOfWrongObjectsTakesOnePass() {
        String nested = "{\"a\":\n".repeat(150_000);

        ProcessingRun run = ProcessingRun.of(JSON, nested, nested + "x");

        assertThat(run.passed().size() + run.failed().size()).isBetween(2, 2 * Parts.MOST);
    }
}
