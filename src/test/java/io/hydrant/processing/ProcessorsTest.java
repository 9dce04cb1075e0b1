package io.hydrant.processing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;

import io.hydrant.aws.AccountId;
import io.hydrant.aws.Region;
import io.hydrant.aws.Scope;
import io.hydrant.destination.StreamVersion;
import io.hydrant.support.TestProcessors;
import io.hydrant.time.VirtualTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** Processors together, opened as a stream opens them. */
class ProcessorsTest {
    private static final Map<String, Object> DECOMPRESSION = processor("Decompression");
    private static final Map<String, Object> LOGS =
            processor("CloudWatchLogProcessing", "DataMessageExtraction", "true");
    private static final Map<String, Object> JSON = processor("RecordDeAggregation", "SubRecordType", "JSON");
    private static final Map<String, Object> LINES =
            processor("RecordDeAggregation", "SubRecordType", "DELIMITED", "Delimiter", "Cg==");
    private static final Map<String, Object> KEYS =
            processor("MetadataExtraction", "MetadataExtractionQuery", "{level:.level}", "JsonParsingEngine", "JQ-1.6");
    private static final Map<String, Object> DELIMITER = processor("AppendDelimiterToRecord");

    private static Map<String, Object> processor(String type, String... parameters) {
        List<Map<String, Object>> list = new ArrayList<>();
        for (int i = 0; i < parameters.length; i += 2) {
            list.add(Map.of("ParameterName", parameters[i], "ParameterValue", parameters[i + 1]));
        }
        return Map.of("Type", type, "Parameters", list);
    }

    private static List<Processor> opened(List<Map<String, Object>> processors) {
        VirtualTime time = new VirtualTime(Instant.EPOCH);
        Map<String, Object> destination =
                Map.of("ProcessingConfiguration", Map.of("Enabled", true, "Processors", processors));
        return TestProcessors.known()
                .open(
                        destination,
                        5,
                        new ProcessorContext(
                                new StreamVersion(
                                        new Scope(new AccountId("111122223333"), new Region("us-east-1")), "s", 1),
                                time,
                                time,
                                Optional.empty()))
                .map(ProcessorChain::processors)
                .orElse(List.of());
    }

    @Test
    void aSubscriptionOfCloudWatchLogsComesOutAsLinesWithKeys() {
        byte[] record = gzip("{\"messageType\":\"DATA_MESSAGE\",\"owner\":\"1\",\"logGroup\":\"g\",\"logEvents\":["
                + "{\"id\":\"1\",\"timestamp\":1,\"message\":\"{\\\"level\\\":\\\"info\\\",\\\"n\\\":1}\"},"
                + "{\"id\":\"2\",\"timestamp\":2,\"message\":\"{\\\"level\\\":\\\"warn\\\",\\\"n\\\":2}\"},"
                + "{\"id\":\"3\",\"timestamp\":3,\"message\":\"no json\"}]}");
        byte[] control =
                gzip("{\"messageType\":\"CONTROL_MESSAGE\",\"owner\":\"\",\"logEvents\":[{\"message\":\"x\"}]}");

        List<Map<String, Object>> given = List.of(DELIMITER, KEYS, JSON, LOGS, DECOMPRESSION);
        ProcessingRun run = ProcessingRun.of(opened(given), record, control, "plain".getBytes(UTF_8));

        assertThat(run.texts()).containsExactly("{\"level\":\"info\",\"n\":1}\n", "{\"level\":\"warn\",\"n\":2}\n");
        assertThat(run.passed())
                .extracting(passed -> passed.keys().fromQuery().get("level"))
                .containsExactly("info", "warn");
        assertThat(run.dropped()).containsExactly(1);
        assertThat(run.failedTexts()).containsExactly("no json", "plain");
        assertThat(run.failed().values())
                .extracting(ProcessingFailure::outputType)
                .containsExactly("metadata-extraction-failed", "decompression-failed");
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theOrderThatProcessorsAreGivenInDoesNotMatter(int seed) {
        List<Map<String, Object>> given = new ArrayList<>(List.of(DELIMITER, KEYS, JSON, DECOMPRESSION));
        Collections.shuffle(given, new Random(seed));

        ProcessingRun run = ProcessingRun.of(opened(given), gzip("{\"level\":1}{\"level\":2}"));

        assertThat(run.texts()).containsExactly("{\"level\":1}\n", "{\"level\":2}\n");
    }

    static IntStream seeds() {
        return IntStream.range(0, 8);
    }

    @Test
    void aRecordThatFailsAfterItWasUnpackedIsShownAsItWasPut() {
        byte[] put = gzip("{\"level\":null}");

        ProcessingRun run = ProcessingRun.of(opened(List.of(DECOMPRESSION, KEYS)), put);
        assertThat(run.failed().keySet().iterator().next().copy()).isEqualTo(put);
        run = ProcessingRun.of(opened(List.of(DECOMPRESSION, LOGS)), put);
        assertThat(run.failed().keySet().iterator().next().copy()).isEqualTo(put);
    }

    @Test
    void moreThanFiveHundredPartsFailTogetherForWantOfKeys() {
        String record = "{\"level\":1}".repeat(501);

        ProcessingRun run = ProcessingRun.of(opened(List.of(JSON, KEYS)), record);

        assertThat(run.failedTexts()).containsExactly(record);
        assertThat(run.failure().errorMessage()).isEqualTo("Non JSON record provided");
    }

    @Test
    void withoutMessageExtractionLogsGoOnWhole() {
        String envelope = "{\"messageType\":\"CONTROL_MESSAGE\"}";

        ProcessingRun run = ProcessingRun.of(
                opened(List.of(DECOMPRESSION, processor("CloudWatchLogProcessing", "DataMessageExtraction", "False"))),
                gzip(envelope));

        assertThat(run.texts()).containsExactly(envelope);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everySourceRecordEndsSomewhereWhateverItsBytesAre(int seed) {
        Random random = new Random(seed);
        List<Map<String, Object>> given = new ArrayList<>(List.of(DECOMPRESSION, LOGS, JSON, LINES, KEYS, DELIMITER));
        given.removeIf(each -> random.nextInt(3) == 0);
        if (given.contains(JSON)) {
            given.remove(LINES);
        }
        byte[][] records = new byte[400][];
        for (int i = 0; i < records.length; i++) {
            records[i] = anything(random);
        }

        ProcessingRun run = ProcessingRun.of(opened(given), records);

        Set<Integer> ended = new HashSet<>(run.dropped());
        run.passed().forEach(each -> ended.add(each.source().position()));
        run.failed().keySet().forEach(each -> ended.add(each.source().position()));
        assertThat(ended).as("%s", given).hasSize(records.length);
        assertThat(run.passed())
                .isSortedAccordingTo((a, b) ->
                        Integer.compare(a.source().position(), b.source().position()));
    }

    /** Noise, pieces of JSON, packed or not, whole or damaged. */
    private static byte[] anything(Random random) {
        String[] pieces = {
            "{",
            "}",
            "[",
            "]",
            "\"",
            ":",
            ",",
            "\\",
            "\n",
            " ",
            "\u0000",
            "\u00e9",
            "1e",
            "-",
            "null",
            "true",
            "\"level\"",
            "{\"level\":\"a\"}",
            "{\"level\":7}",
            "{\"logEvents\":[",
            "{\"message\":\"m\"}",
            "]}",
            "\"messageType\":",
            "{}"
        };
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = random.nextInt(12); i > 0; i--) {
            if (random.nextInt(6) == 0) {
                bytes.write(random.nextInt(256));
            } else {
                bytes.writeBytes(pieces[random.nextInt(pieces.length)].getBytes(UTF_8));
            }
        }
        byte[] record = random.nextInt(4) == 0 ? bytes.toByteArray() : gzip(bytes.toString(UTF_8));
        if (record.length > 0 && random.nextInt(8) == 0) {
            record[random.nextInt(record.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return record;
    }

    private static byte[] gzip(String text) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(text.getBytes(UTF_8));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return packed.toByteArray();
    }
}
