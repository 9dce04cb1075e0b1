package io.hydrant.processing.delimiter;

import java.util.List;

import io.hydrant.processing.ProcessingRun;
import io.hydrant.processing.Processor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class AppendDelimiterTest {
    private static List<Processor> appending(String delimiter) {
        return List.of(new AppendDelimiter(delimiter.getBytes(UTF_8)));
    }

    @Test
    void everyRecordGetsTheDelimiterWhateverItEndsWith() {
        ProcessingRun run = ProcessingRun.of(appending("\n"), "a", "", "b\n", "x".repeat(5000), "c");

        assertThat(run.texts()).containsExactly("a\n", "\n", "b\n\n", "x".repeat(5000) + "\n", "c\n");
    }

    @Test
    void aDelimiterMayBeSeveralBytes() {
        assertThat(ProcessingRun.of(appending("\u00e9##"), "a", "b").texts()).containsExactly("a\u00e9##", "b\u00e9##");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '=',
            value = {"\\n='\n'", "\\r\\n='\r\n'", "\\t='\t'", "|=|", "\\x=\\x", "a\\nb='a\nb'"})
    void escapesAreReadAndOthersStay(String given, String meant) {
        assertThat(DelimiterType.unescaped(given)).isEqualTo(meant);
    }
}
