package io.hydrant.prose;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import io.hydrant.prose.WordRules.Finding;

/**
 * Holds documents, Javadoc, messages and script helps to plain English.
 *
 * <p>{@code config/quality/words.txt} has the words, {@code config/quality/words-allowed.txt} the number of findings that a document
 * or a package with those inside it still has. More than that is an error. {@code --all} shows those findings too; {@code --update} writes the numbers.
 */
public final class CheckWords {
    private static final Path WORDS = Path.of("config/quality/words.txt");
    private static final Path ALLOWED = Path.of("config/quality/words-allowed.txt");
    private static final List<Path> ROOTS = List.of(
            Path.of("README.md"),
            Path.of(".github"),
            Path.of(".ci"),
            Path.of("scripts"),
            Path.of("src/site/markdown"),
            Path.of("src/main/java"));

    private CheckWords() {}

    public static void main(String[] arguments) throws IOException {
        List<String> options = List.of(arguments);
        WordRules rules = WordRules.read(Files.readString(WORDS));
        if (options.contains("--update")) {
            Files.writeString(ALLOWED, allowedText(findings(rules, Map.of())));
        }
        Map<String, Integer> allowed = allowed(Files.readString(ALLOWED));
        Map<String, List<String>> found = findings(rules, allowed);
        boolean wrong = false;
        for (Map.Entry<String, List<String>> each : found.entrySet()) {
            int limit = allowed.getOrDefault(each.getKey(), 0);
            int count = each.getValue().size();
            wrong |= count > limit;
            if (count > limit || options.contains("--all")) {
                each.getValue().forEach(System.out::println);
                System.out.println(each.getKey() + ": " + count + " findings, " + limit + " allowed");
            }
        }
        allowed.forEach((place, limit) -> {
            int count = found.getOrDefault(place, List.of()).size();
            if (count < limit) {
                System.out.println(
                        place + ": " + count + " findings, " + limit + " allowed; --update lowers the number");
            }
        });
        System.exit(wrong ? 1 : 0);
    }

    /** The findings by place: a document, a script or a package, or the nearest folder around it that {@code places} has. */
    private static Map<String, List<String>> findings(WordRules rules, Map<String, ?> places) throws IOException {
        Map<String, List<String>> found = new TreeMap<>();
        for (Path file : files()) {
            String name = file.toString().replace('\\', '/');
            String place = place(name, places);
            for (Passage passage : Passages.of(name, Files.readString(file))) {
                for (Finding finding : rules.check(passage)) {
                    found.computeIfAbsent(place, any -> new ArrayList<>())
                            .add(name + ':' + finding.line() + ": " + finding.says());
                }
            }
        }
        return found;
    }

    private static String place(String name, Map<String, ?> places) {
        String own = name.endsWith(".java") ? name.substring(0, name.lastIndexOf('/')) : name;
        for (String each = own; each.contains("/"); each = each.substring(0, each.lastIndexOf('/'))) {
            if (places.containsKey(each)) {
                return each;
            }
        }
        return own;
    }

    private static List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>();
        for (Path root : ROOTS) {
            try (Stream<Path> all = Files.walk(root)) {
                all.filter(Files::isRegularFile)
                        .filter(CheckWords::isRead)
                        .sorted()
                        .forEach(files::add);
            }
        }
        return files;
    }

    /** Decisions and changes of the past keep their words. */
    private static boolean isRead(Path file) {
        String name = file.toString().replace('\\', '/');
        if (name.contains("/adr/") || name.endsWith("/changelog.md")) {
            return false;
        }
        return name.endsWith(".md")
                || name.startsWith("src/main/java/")
                || name.startsWith("scripts/")
                || name.startsWith(".ci/");
    }

    private static Map<String, Integer> allowed(String text) {
        Map<String, Integer> allowed = new TreeMap<>();
        text.lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .forEach(line -> allowed.put(
                        line.substring(0, line.lastIndexOf(' ')),
                        Integer.valueOf(line.substring(line.lastIndexOf(' ') + 1))));
        return allowed;
    }

    private static String allowedText(Map<String, List<String>> found) {
        StringBuilder text = new StringBuilder(
                """
                # Findings of scripts/dev/check-words that are still there, by document and by package. The numbers shall shrink.
                """);
        found.forEach((place, findings) ->
                text.append(place).append(' ').append(findings.size()).append('\n'));
        return text.toString();
    }
}
