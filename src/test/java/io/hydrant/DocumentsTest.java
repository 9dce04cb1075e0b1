package io.hydrant;

import java.io.IOException;
import java.lang.reflect.Method;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.hydrant.config.Settings;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
    void theSeedFileOfItsPageCreatesAStream(@TempDir Path folder) throws IOException {
        String seed =
                found("(?s)```json\\n(.*?)```", page("seed-file.md")).get(0).group(1);
        Path file = Files.writeString(folder.resolve("seed.json"), seed);

        try (Hydrant hydrant = Hydrant.start(Map.of("HYDRANT_SEED_FILE", file.toString()))) {
            assertThat(hydrant.control().stream("orders")).contains("\"status\":\"ACTIVE\"");
        }
    }

    @Test
    void theNodesOfTheirPageHaveTheMembersOfTheProgram() throws Exception {
        String shown = found("(?s)```json\\n(.*?)```", page("nodes.md")).get(0).group(1);

        try (Hydrant hydrant = Hydrant.start()) {
            String answered = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(hydrant.endpoint().resolve("/_hydrant/nodes"))
                                    .build(),
                            BodyHandlers.ofString())
                    .body();
            assertThat(members(answered)).isEqualTo(members(shown));
        }
    }

    @Test
    void theSettingsOfTheComposeFileAreThoseOfTheProgram() throws IOException {
        assertThat(found("HYDRANT_[A-Z0-9_]+", Files.readString(Path.of("docker/compose.yaml"))).stream()
                        .map(MatchResult::group))
                .contains("HYDRANT_STORE")
                .isSubsetOf(defaultsOfHelp().keySet());
    }

    @Test
    void theSettingsOfTheirPageAreThoseOfTheProgram() throws IOException {
        assertThat(defaults(settingRows(page("settings.md")))).containsAllEntriesOf(defaultsOfHelp());
        assertThat(settingRows(page("settings.md")).keySet())
                .isEqualTo(defaultsOfHelp().keySet());
    }

    @Test
    void theReadmeHasTenSettingsAsTheirPageTellsThem() throws IOException {
        Map<String, String> rows = settingRows(readme().replace("src/site/markdown/", ""));

        assertThat(rows).hasSize(10);
        assertThat(settingRows(page("settings.md"))).containsAllEntriesOf(rows);
    }

    @Test
    void theReadmeIsReadInTwoMinutes() throws IOException {
        assertThat(readme().lines().count()).isLessThanOrEqualTo(150);
    }

    @Test
    void everyLinkLeadsToAFileAndAHeading() throws IOException {
        List<String> broken = new ArrayList<>();
        for (Path document : documents()) {
            for (MatchResult link : found("\\]\\((?!https?:)([^)#\\s]*)(?:#([^)\\s]*))?\\)", prose(document))) {
                Path target = link.group(1).isEmpty()
                        ? document
                        : document.resolveSibling(link.group(1)).normalize();
                if (!Files.exists(target)
                        || (link.group(2) != null && !anchors(target).contains(link.group(2)))) {
                    broken.add(document + ": " + link.group());
                }
            }
        }

        assertThat(broken).isEmpty();
    }

    @Test
    void everyScriptIsInTheTableForContributors() throws IOException {
        String table = Files.readString(Path.of(".github/CONTRIBUTING.md"));
        List<String> listed = found("(?m)^\\| `(scripts/[\\w/-]+)`", table).stream()
                .map(row -> row.group(1))
                .sorted()
                .toList();

        List<String> there = new ArrayList<>();
        for (Path folder : List.of(Path.of("scripts"), Path.of("scripts/dev"))) {
            try (Stream<Path> files = Files.list(folder)) {
                files.filter(Files::isRegularFile)
                        .filter(Files::isExecutable)
                        .forEach(file -> there.add(file.toString()));
            }
        }
        assertThat(listed).isEqualTo(there.stream().sorted().toList());
    }

    @Test
    void theProviderBlockOfItsPageIsTheOneOfTheRoundTrip() throws IOException {
        String shown = found("(?s)```hcl\\n(provider .*?)```", page("terraform.md"))
                .get(0)
                .group(1);
        String used = Files.readString(Path.of("src/test/terraform/provider.tf"));

        assertThat(used).endsWith(shown.replace("\"http://127.0.0.1:4566\"", "var.endpoint"));
    }

    /** A sample may leave parts of its example out, at blank lines and at lines that are comments. */
    @ParameterizedTest
    @CsvSource({
        "README.md, try (Hydrant, JavaExampleTest",
        "README.md, @HydrantTest, OrdersTest",
        "src/site/markdown/junit.md, try (Hydrant, JavaExampleTest",
        "src/site/markdown/junit.md, @HydrantTest, OrdersTest",
        "src/site/markdown/containers.md, @Container, ContainerExampleIT",
        "src/site/markdown/faults.md, static void send, FaultRecipesTest",
        "'src/site/markdown/faults.md', '@Fault(hop = \"firehose\"', FaultRecipesTest",
        "'src/site/markdown/faults.md', 'control.faults()\n        .add(FaultRule.at(\"kms\")', FaultRecipesTest",
        "'src/site/markdown/faults.md', '@Fault(\"', FaultRecipesTest",
        "'src/site/markdown/faults.md', '@Fault(hop = \"lambda\"', FaultRecipesTest",
        "'src/site/markdown/faults.md', 'control.faults()\n        .add(FaultRule.at(\"firehose\")', FaultRecipesTest",
    })
    void everyJavaSampleIsPartOfAnExampleThatRuns(Path document, String beginning, String example) throws IOException {
        String sample = found("(?s)```java\\n(" + Pattern.quote(beginning) + ".*?)```", Files.readString(document))
                .get(0)
                .group(1);
        String source = withoutBlanks(Files.readString(TESTS.resolve("io/hydrant/examples/" + example + ".java")));

        for (String part : sample.split("\\n *(//.*)?(?=\\n)", -1)) {
            assertThat(source).contains(withoutBlanks(part).replaceAll("}+$", ""));
        }
    }

    private static String withoutBlanks(String code) {
        return code.replaceAll("(?m)//.*$", "").replaceAll("\\s", "");
    }

    /** The names of all members, without repetitions. */
    private static List<String> members(String json) {
        return found("\"(\\w+)\":", json).stream()
                .map(member -> member.group(1))
                .distinct()
                .toList();
    }

    /** Rows of the tables of settings, by name. */
    private static Map<String, String> settingRows(String text) {
        Map<String, String> rows = new TreeMap<>();
        found("(?m)^\\| `(HYDRANT_[A-Z0-9_]+)` .*$", text).forEach(row -> rows.put(row.group(1), row.group()));
        return rows;
    }

    /** The first value of the second column. */
    private static Map<String, String> defaults(Map<String, String> rows) {
        Map<String, String> defaults = new TreeMap<>();
        rows.forEach((name, row) -> {
            String cell = row.split("\\|", -1)[2].strip();
            defaults.put(name, cell.startsWith("`") ? cell.split("`", -1)[1] : "");
        });
        return defaults;
    }

    private static Map<String, String> defaultsOfHelp() {
        String help = ((Settings.Result.Help) Settings.parse(Map.of(), List.of("--help"))).text();
        Map<String, String> defaults = new TreeMap<>();
        found("(?m)^  --.*  (HYDRANT_[A-Z0-9_]+)\\n +.*?(?:; default ([^,\\n]*).*)?$", help)
                .forEach(row -> defaults.put(row.group(1), row.group(2) == null ? "" : row.group(2)));
        return defaults;
    }

    private static List<Path> documents() throws IOException {
        try (Stream<Path> pages = Files.walk(SITE);
                Stream<Path> ofGithub = Files.list(Path.of(".github"))) {
            return Stream.of(pages, ofGithub, Stream.of(Path.of("README.md")))
                    .flatMap(files -> files)
                    .filter(file -> file.toString().endsWith(".md"))
                    .toList();
        }
    }

    /** A document without its blocks and pieces of code. */
    private static String prose(Path document) throws IOException {
        return Files.readString(document).replaceAll("(?sm)^```.*?^```$", "").replaceAll("(?<!\\[)`[^`\\n]*`(?!])", "");
    }

    /** The anchors of the headings, as GitHub makes them. */
    private static List<String> anchors(Path document) throws IOException {
        return found("(?m)^#+ (.*)$", Files.readString(document)).stream()
                .map(heading -> heading.group(1)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\w\\- ]", "")
                        .replace(' ', '-'))
                .toList();
    }

    private static String readme() throws IOException {
        return Files.readString(Path.of("README.md"));
    }

    private static String page(String name) throws IOException {
        return Files.readString(SITE.resolve(name));
    }

    private static String compatibility() throws IOException {
        return page("compatibility.md");
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
