package io.hydrant.prose;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The rules of plain English: words to replace, beginnings to turn round, and the longest sentence. */
final class WordRules {
    /** The number of words that a sentence may have. */
    static final int LONGEST_SENTENCE = 30;

    private static final Pattern INVERSION = Pattern.compile("^(Whoever|Who|What)\\b(?!.*\\?$)");

    private final List<Rule> rules;

    private WordRules(List<Rule> rules) {
        this.rules = rules;
    }

    private record Rule(Pattern pattern, String instead) {}

    /** A breach of a rule. */
    record Finding(int line, String says) {}

    /** Reads lines of the form {@code pattern => words to use instead}; empty lines and {@code #} lines say nothing. */
    static WordRules read(String text) {
        List<Rule> rules = new ArrayList<>();
        for (String line : text.lines()
                .filter(each -> !each.isBlank() && !each.startsWith("#"))
                .toList()) {
            String[] parts = line.split(" => ", 2);
            if (parts.length < 2) {
                throw new IllegalArgumentException("no ' => ' in: " + line);
            }
            rules.add(new Rule(
                    Pattern.compile("\\b(?:" + parts[0].strip() + ")\\b", Pattern.CASE_INSENSITIVE), parts[1].strip()));
        }
        return new WordRules(rules);
    }

    /** The findings of one passage. */
    List<Finding> check(Passage passage) {
        List<Finding> found = new ArrayList<>();
        for (Rule rule : rules) {
            Optional<MatchResult> match =
                    rule.pattern().matcher(passage.text()).results().findFirst();
            match.ifPresent(
                    at -> found.add(new Finding(passage.line(), "'" + at.group() + "': use " + rule.instead())));
        }
        if (passage.kind() == Passage.Kind.PROSE) {
            passage.sentences().stream()
                    .filter(sentence -> INVERSION.matcher(sentence).find())
                    .forEach(sentence ->
                            found.add(new Finding(passage.line(), "begins with its object: " + beginning(sentence))));
        }
        passage.sentences().stream()
                .filter(sentence -> Passage.words(sentence) > LONGEST_SENTENCE)
                .forEach(sentence -> found.add(new Finding(
                        passage.line(), Passage.words(sentence) + " words in a sentence: " + beginning(sentence))));
        return found;
    }

    private static String beginning(String sentence) {
        return sentence.length() <= 60 ? sentence : sentence.substring(0, 60) + " …";
    }
}
