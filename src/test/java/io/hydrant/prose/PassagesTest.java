package io.hydrant.prose;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PassagesTest {
    @Test
    void readsParagraphsItemsAndCellsOfMarkdownWithoutItsCode() {
        List<Passage> passages = Passages.of(
                "page.md",
                """
                # A title

                A paragraph with `code`
                over two lines.
                - An [item](https://example.com).

                ```sh
                no prose here
                ```

                | Name | Meaning |
                |---|---|
                | a | `b|c` |
                """);

        assertThat(passages)
                .extracting(Passage::text)
                .filteredOn(text -> !text.isEmpty())
                .containsExactly(
                        "A title", "A paragraph with CODE over two lines.", "An item.", "Name", "Meaning", "a", "CODE");
        assertThat(passages.get(1).line()).isEqualTo(3);
    }

    @Test
    void readsTheFirstSentenceOfEachJavadocAndTheTextsOfMessages() {
        List<Passage> passages = Passages.of(
                "A.java",
                """
                /**
                 * A {@code thing}
                 * of two lines. And more.
                 *
                 * @param a something
                 */
                class A {
                    String one = "key", message = "The file cannot be read.";
                }
                """);

        assertThat(passages)
                .extracting(Passage::text)
                .containsExactly("A CODE of two lines.", "The file cannot be read.");
    }

    @Test
    void readsTheHelpOfAScriptAndTheTextsOfItsMessages() {
        assertThat(
                        Passages.of(
                                "script",
                                """
                        #!/usr/bin/env bash
                        # Does a thing
                        # or two.
                        #
                        # usage: script [options of any length]
                        #   -a   an option
                        set -eu
                        # Not part of the help.
                        die "there is no Java."
                        """))
                .extracting(Passage::text)
                .containsExactly("Does a thing or two.", "there is no Java.");
        assertThat(Passages.of(
                        "script", "#!/usr/bin/env python3\n\"\"\"Does a thing\nor two.\n\n  part   a part\n\"\"\"\n"))
                .extracting(Passage::text)
                .containsExactly("Does a thing or two.");
    }
}
