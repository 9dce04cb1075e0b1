package io.hydrant.prose;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import io.hydrant.prose.Passage.Kind;

/** Finds the prose in Markdown, in Java and in scripts. */
final class Passages {
    private static final Pattern JAVADOC = Pattern.compile("/\\*\\*(.*?)\\*/", Pattern.DOTALL);
    private static final Pattern FIRST_SENTENCE = Pattern.compile("^(.*?[.:?!])(?=\\s|$)", Pattern.DOTALL);
    private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\\\n]|\\\\.)*)\"");
    private static final Pattern TABLE_RULE = Pattern.compile("\\|[-:| ]+\\|");
    private static final Pattern ITEM = Pattern.compile("\\s*([-*]|\\d+\\.) .*");
    private static final String QUOTES = "\"\"\"";
    private static final int SHORTEST_MESSAGE = 3;

    private Passages() {}

    /** The passages of a file, by its name. */
    static List<Passage> of(String name, String text) {
        if (name.endsWith(".md")) {
            return ofMarkdown(text);
        }
        return name.endsWith(".java") ? ofJava(text) : ofScript(text);
    }

    /** Paragraphs, items and cells; blocks of code are left out. */
    static List<Passage> ofMarkdown(String text) {
        Collector found = new Collector();
        boolean code = false;
        int number = 0;
        for (String line : text.split("\n", -1)) {
            number++;
            if (line.startsWith("```")) {
                code = !code;
                found.end();
            } else if (code || line.isBlank() || line.startsWith("<!--") || line.startsWith("    ")) {
                found.end();
            } else if (line.startsWith("#")) {
                found.add(number, line.replaceFirst("#+ ", ""), Kind.LABEL);
            } else if (line.strip().startsWith("|")) {
                if (!TABLE_RULE.matcher(line.strip()).matches()) {
                    for (String cell : withoutCode(line).split("(?<!\\\\)\\|", -1)) {
                        found.add(number, cell, Kind.LABEL);
                    }
                }
            } else {
                if (ITEM.matcher(line).matches()) {
                    found.end();
                }
                found.append(number, line.replaceFirst("^\\s*([-*]|\\d+\\.|>) ", ""));
            }
        }
        found.end();
        return found.passages.stream()
                .map(passage -> new Passage(passage.line(), withoutCode(passage.text()), passage.kind()))
                .toList();
    }

    /** The first sentence of each Javadoc comment, and the texts of messages. */
    static List<Passage> ofJava(String text) {
        List<Passage> found = new ArrayList<>();
        JAVADOC.matcher(text).results().forEach(comment -> {
            String flat = comment.group(1)
                    .replaceAll("(?m)^\\s*\\* ?", "")
                    .replaceAll("\\{@\\w+\\s[^}]*}", "CODE")
                    .replaceAll("(?s)(^|\\n)\\s*(@|<p>).*", "")
                    .replaceAll("\\s+", " ")
                    .strip();
            MatchResult first =
                    FIRST_SENTENCE.matcher(flat).results().findFirst().orElse(null);
            found.add(new Passage(lineOf(text, comment.start()), first == null ? flat : first.group(), Kind.JAVADOC));
        });
        return messages(text, found);
    }

    /** The comment or docstring that a script begins with, which is its help, and the texts of its messages. */
    static List<Passage> ofScript(String text) {
        Collector found = new Collector();
        boolean docstring = false;
        int number = 0;
        for (String line : text.split("\n", -1)) {
            number++;
            if (number == 1 && line.startsWith("#!")) {
                continue;
            }
            boolean quotes = line.contains(QUOTES);
            if (!docstring && !quotes && !line.startsWith("#")) {
                break;
            }
            String help = line.replaceFirst("^# ?", "").replace(QUOTES, "");
            if (help.isBlank() || help.startsWith("usage:") || help.startsWith("  ")) {
                found.end();
            } else {
                found.append(number, help);
            }
            if (docstring && quotes) {
                break;
            }
            docstring |= quotes && line.indexOf(QUOTES) == line.lastIndexOf(QUOTES);
        }
        found.end();
        return messages(text, found.passages);
    }

    private static List<Passage> messages(String text, List<Passage> found) {
        for (MatchResult literal : LITERAL.matcher(text).results().toList()) {
            if (Passage.words(literal.group(1)) >= SHORTEST_MESSAGE) {
                found.add(new Passage(lineOf(text, literal.start()), literal.group(1), Kind.LABEL));
            }
        }
        return found;
    }

    private static String withoutCode(String text) {
        return text.replaceAll("!?\\[([^]]*)]\\([^)]*\\)", "$1")
                .replaceAll("`[^`]*`", "CODE")
                .replaceAll("\\*\\*|(?<!\\w)\\*|\\*(?!\\w)", "");
    }

    private static int lineOf(String text, int position) {
        return 1
                + (int) text.substring(0, position)
                        .chars()
                        .filter(each -> each == '\n')
                        .count();
    }

    /** Puts lines that belong together into one passage. */
    private static final class Collector {
        private final List<Passage> passages = new ArrayList<>();
        private final StringBuilder open = new StringBuilder();
        private int begin;

        void append(int line, String text) {
            if (open.isEmpty()) {
                begin = line;
            }
            open.append(text.strip()).append(' ');
        }

        void end() {
            if (!open.isEmpty()) {
                passages.add(new Passage(begin, open.toString().strip(), Kind.PROSE));
                open.setLength(0);
            }
        }

        void add(int line, String text, Kind kind) {
            end();
            passages.add(new Passage(line, text.strip(), kind));
        }
    }
}
