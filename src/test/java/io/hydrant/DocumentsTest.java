package io.hydrant;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** What the documents claim about the code is so. */
class DocumentsTest {
    private static final Path SITE = Path.of("src/site/markdown");
    private static final Path TESTS = Path.of("src/test/java");

    @Test
    void everyTestThatIsNamedExists() throws Exception {
        Map<String, Path> classes = testClasses();
        List<String> missing = new ArrayList<>();
        for (String page : List.of("compatibility.md", "invariants.md")) {
            for (MatchResult named : found("`(\\w+(?:Test|IT))(?:\\.(\\w+))?`", Files.readString(SITE.resolve(page)))) {
                if (!exists(classes.get(named.group(1)), named.group(2))) {
                    missing.add(page + ": " + named.group());
                }
            }
        }

        assertThat(missing).isEmpty();
    }

    @Test
    void everyRequirementOnEncryptionIsListedWithItsTest() throws IOException {
        List<String> rows =
                found("(?m)^\\| (R\\d+) \\| .* \\| `EncryptionRequirementsIT\\.r(\\d+)\\w+` \\|$", compatibility())
                        .stream()
                        .map(row -> row.group(1) + "=" + Integer.parseInt(row.group(2)))
                        .toList();

        assertThat(rows)
                .isEqualTo(IntStream.rangeClosed(1, 40)
                        .mapToObj(n -> "R" + n + "=" + n)
                        .toList());
    }

    @Test
    void everyOpenQuestionOnWireAndEncryptionHasItsChoice() throws IOException {
        List<Integer> listed = found("(?m)^\\| ((?:Q\\d+(?:, )?)+)", compatibility()).stream()
                .flatMap(row -> found("\\d+", row.group(1)).stream())
                .map(number -> Integer.valueOf(number.group()))
                .toList();
        List<Integer> all = new ArrayList<>(listed);
        found("\\(Q(\\d+)\\)", compatibility()).forEach(number -> all.add(Integer.valueOf(number.group(1))));

        assertThat(all).containsAll(IntStream.rangeClosed(1, 44).boxed().toList());
    }

    @Test
    void theSeedFileOfTheReadmeIsCarriedOut(@TempDir Path folder) throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        String seed = found("(?s)### The seed file\\n.*?```json\\n(.*?)```", readme)
                .get(0)
                .group(1);
        Path file = Files.writeString(folder.resolve("seed.json"), seed);

        try (Hydrant hydrant = Hydrant.start(Map.of("HYDRANT_SEED_FILE", file.toString()))) {
            assertThat(hydrant.control().stream("orders")).contains("\"status\":\"ACTIVE\"");
        }
    }

    @Test
    void theSettingsOfTheReadmeAreThoseOfTheProgram() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        String table =
                found("(?s)## Settings\\n(.*?)### The seed file", readme).get(0).group(1);
        String help = ((io.hydrant.config.Settings.Result.Help)
                        io.hydrant.config.Settings.parse(Map.of(), List.of("--help")))
                .text();

        assertThat(names(table)).isEqualTo(names(help));
    }

    @Test
    void theProviderBlockOfTheReadmeIsTheOneOfTheRoundTrip() throws IOException {
        String shown = found("(?s)```hcl\\n(provider .*?)```", Files.readString(Path.of("README.md")))
                .get(0)
                .group(1);
        String used = Files.readString(Path.of("src/test/terraform/provider.tf"));

        assertThat(used).endsWith(shown.replace("\"http://127.0.0.1:4566\"", "var.endpoint"));
    }

    @Test
    void theContainerSampleOfTheReadmeIsTheExampleThatRuns() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        String sample =
                found("(?s)## Container\\n.*?```java\\n(.*?)```", readme).get(0).group(1);
        String example = Files.readString(TESTS.resolve("io/hydrant/examples/ContainerExampleIT.java"));

        assertThat(flat(example)).contains(flat(sample.strip()));
    }

    /** Without the blanks that begin its lines. */
    private static String flat(String code) {
        return code.replaceAll("(?m)^ +", "");
    }

    private static List<String> names(String text) {
        return found("HYDRANT_[A-Z0-9_]+", text).stream()
                .map(MatchResult::group)
                .distinct()
                .sorted()
                .toList();
    }

    private static String compatibility() throws IOException {
        return Files.readString(SITE.resolve("compatibility.md"));
    }

    private static List<MatchResult> found(String pattern, String text) {
        return Pattern.compile(pattern).matcher(text).results().toList();
    }

    private static Map<String, Path> testClasses() throws IOException {
        Map<String, Path> classes = new TreeMap<>();
        try (Stream<Path> files = Files.walk(TESTS)) {
            files.filter(file -> file.toString().endsWith(".java"))
                    .forEach(file -> classes.put(file.getFileName().toString().replace(".java", ""), file));
        }
        return classes;
    }

    /** Whether the class, or one nested in it, has that method; a class alone may be named too. */
    private static boolean exists(@Nullable Path source, @Nullable String method) throws ClassNotFoundException {
        if (source == null) {
            return false;
        }
        String name = TESTS.relativize(source).toString().replace(".java", "").replace('/', '.');
        Class<?> test = Class.forName(name, false, DocumentsTest.class.getClassLoader());
        return method == null
                || Stream.concat(Stream.of(test), Arrays.stream(test.getDeclaredClasses()))
                        .flatMap(each -> Arrays.stream(each.getDeclaredMethods()))
                        .map(Method::getName)
                        .anyMatch(method::equals);
    }
}
