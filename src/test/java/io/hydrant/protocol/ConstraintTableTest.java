package io.hydrant.protocol;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ConstraintTableTest {
    @ParameterizedTest
    @ValueSource(strings = {"firehose-2015-08-04", "kms-2014-11-01"})
    void committedTableIsWhatTheScriptGenerates(String model) throws IOException, InterruptedException {
        Process script = new ProcessBuilder(
                        "python3",
                        Path.of("scripts", "constraints").toString(),
                        Path.of("src", "test", "resources", "models", model + ".json")
                                .toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String generated = new String(script.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(script.waitFor()).isZero();
        assertThat(generated.replace("\r\n", "\n")).isEqualTo(committed(model + ".txt"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"firehose-2015-08-04.txt", "kms-2014-11-01.txt"})
    void everyPatternCompiles(String table) throws IOException {
        List<String> patterns = committed(table)
                .lines()
                .filter(line -> line.startsWith("  pattern "))
                .map(line -> line.substring("  pattern ".length()))
                .toList();

        assertThat(patterns).hasSizeGreaterThan(10).allSatisfy(Pattern::compile);
    }

    @Test
    void printingTableNamesOnlyShapesAndMembersOfTheModel() throws IOException {
        Map<String, Shape> shapes = ConstraintTable.read("firehose-2015-08-04.txt");

        assertThat(committed("firehose-printing.txt").lines().filter(line -> !line.startsWith("#")))
                .isNotEmpty()
                .allSatisfy(line -> {
                    List<String> words = List.of(line.split(" "));
                    assertThat(shapes).containsKey(words.get(1));
                    if (words.get(0).equals("order")) {
                        assertThat(((Shape.Structure) Objects.requireNonNull(shapes.get(words.get(1)))).members())
                                .extracting(Shape.Member::name)
                                .doesNotHaveDuplicates()
                                .containsSubsequence(words.subList(2, words.size()));
                    }
                });
    }

    private static String committed(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(ConstraintTable.class.getResourceAsStream(name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
