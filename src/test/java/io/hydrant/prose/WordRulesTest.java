package io.hydrant.prose;

import java.util.List;

import io.hydrant.prose.Passage.Kind;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class WordRulesTest {
    private final WordRules rules =
            WordRules.read("# a comment\n\nparcels? => batch\ncarr(y|ies)( \\w+){0,3} out => implement\n");

    @Test
    void findsWordsWholeAndInAnyCase() {
        assertThat(says("Two Parcels wait.", Kind.PROSE)).containsExactly("'Parcels': use batch");
        assertThat(says("It carries the operation out.", Kind.LABEL))
                .containsExactly("'carries the operation out': use implement");
        assertThat(says("A parcelled batch.", Kind.PROSE)).isEmpty();
    }

    @Test
    void findsSentencesThatBeginWithTheirObjectInProseAlone() {
        assertThat(says("First this. What waits is told.", Kind.PROSE))
                .containsExactly("begins with its object: What waits is told.");
        assertThat(says("What waits?", Kind.PROSE)).isEmpty();
        assertThat(says("What KMS answers.", Kind.JAVADOC)).isEmpty();
        assertThat(says("What was done", Kind.LABEL)).isEmpty();
    }

    @Test
    void findsSentencesOfMoreThanThirtyWords() {
        String thirty = "word ".repeat(29) + "end.";

        assertThat(says(thirty, Kind.PROSE)).isEmpty();
        assertThat(says(thirty + " Another one.", Kind.PROSE)).isEmpty();
        assertThat(says("One " + thirty, Kind.PROSE)).singleElement().asString().startsWith("31 words in a sentence");
    }

    @Test
    void countsTheStatementsOfACellOneByOne() {
        String cell = "word ".repeat(20) + "end; " + "word ".repeat(20) + "end";

        assertThat(says(cell, Kind.LABEL)).isEmpty();
        assertThat(says(cell, Kind.PROSE)).hasSize(1);
    }

    @Test
    void refusesARuleWithoutItsReplacement() {
        assertThatThrownBy(() -> WordRules.read("parcels?\n")).hasMessageContaining("parcels?");
    }

    private List<String> says(String text, Kind kind) {
        return rules.check(new Passage(1, text, kind)).stream()
                .map(WordRules.Finding::says)
                .toList();
    }
}
