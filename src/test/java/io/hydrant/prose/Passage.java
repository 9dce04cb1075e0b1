package io.hydrant.prose;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A piece of prose in a file.
 *
 * @param line the line of the file in which it begins
 * @param text its words, with {@code CODE} in place of each piece of code
 * @param kind which rules hold for it
 */
record Passage(int line, String text, Kind kind) {
    private static final Pattern SENTENCE_END = Pattern.compile("(?<=[.!?:])(?<!\\b(?:e\\.g|i\\.e|etc|vs)\\.)\\s+");
    private static final Pattern WORD = Pattern.compile("\\S*[\\p{L}\\p{N}]\\S*");

    /** What a passage is. */
    enum Kind {
        /** Sentences that a reader reads from beginning to end. */
        PROSE,
        /** The first sentence of a Javadoc comment, which may be a phrase: "What KMS answers". */
        JAVADOC,
        /** A heading, a message or another text that need not be a sentence. */
        LABEL
    }

    /** The sentences of the text; a colon ends one too. */
    List<String> sentences() {
        return SENTENCE_END
                .splitAsStream(text)
                .flatMap(sentence -> sentence.contains("; ") && kind == Kind.LABEL
                        ? Pattern.compile("; ").splitAsStream(sentence)
                        : Stream.of(sentence))
                .collect(Collectors.toList());
    }

    /** The number of words in a sentence. */
    static long words(String sentence) {
        return WORD.matcher(sentence).results().count();
    }
}
