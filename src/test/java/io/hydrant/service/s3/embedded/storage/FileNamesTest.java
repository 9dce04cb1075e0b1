package io.hydrant.service.s3.embedded.storage;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class FileNamesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            useHeadersInDisplayName = true,
            textBlock =
                    """
            KEY               | NAMES
            2026/11/23/a.gz   | 2026,11,23,a.gz
            a//b              | a,%_,b
            a/                | a,%_
            /a                | %_,a
            .                 | %2E
            ../../etc/passwd  | %2E%2E,%2E%2E,etc,passwd
            a/./b             | a,%2E,b
            ...               | ...
            100%              | 100%25
            %2E               | %252E
            a\\b              | a%5C%5Cb
            .hydrant          | .hydrant
            """)
    void keepsWhatIsANameAndEscapesTheRest(String key, String names) {
        assertThat(FileNames.of(key.replace("\\\\", "\\")))
                .isEqualTo(List.of(names.replace("%5C%5C", "%5C").split(",")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain",
                "a//b",
                "a/",
                "/",
                "//",
                "..",
                "../..",
                "a/../b",
                "%",
                "%_",
                "%d",
                "a%d/b",
                "a%~12345678",
                "%+",
                "100%25",
                "a\\b",
                "tab\tnul\0bell\u0007",
                "Grüße/日本/😀",
                "a b+c&d;e"
            })
    void leadsBackToTheKey(String key) {
        assertThat(FileNames.key(FileNames.of(key))).isEqualTo(key);
    }

    @Test
    void cutsLongPartsSoThatEachNameFits() {
        for (String unit : List.of("x", "%", "ü", "😀")) {
            String key = "a/" + unit.repeat(1020 / unit.getBytes(UTF_8).length) + "/b";

            List<String> names = FileNames.of(key);

            assertThat(names)
                    .allSatisfy(name -> assertThat(name.getBytes(UTF_8)).hasSizeLessThanOrEqualTo(210));
            assertThat(FileNames.key(names)).isEqualTo(key);
        }
    }
}
