package io.hydrant.jq;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Hydrant's answers beside those of the real jq 1.6, which {@code scripts/dev/jq-oracle} recorded. */
class JqOracleTest {
    private static final int SHOWN = 20;

    private final List<byte[]> inputs = Oracle.inputs();
    private final Map<String, List<String>> answers = Oracle.answers();
    private final List<String[]> known = Oracle.lines("differences.txt").stream()
            .filter(line -> !line.startsWith("#"))
            .map(line -> line.split("\t"))
            .toList();

    @Test
    void answersAsJqDoes() {
        List<String> differing = new ArrayList<>();

        answers.forEach((query, recorded) -> {
            for (int input = 0; input < inputs.size(); input++) {
                if (!isKnown(query, input)) {
                    differing.addAll(difference(query, input, recorded.get(input)));
                }
            }
        });

        assertThat(differing.stream().limit(SHOWN))
                .as(differing.size() + " answers that differ")
                .isEmpty();
    }

    @Test
    void eachKnownDifferenceIsOne() {
        assertThat(known).isNotEmpty().allSatisfy(difference -> {
            List<String> recorded = answers.getOrDefault(difference[0], List.of());
            int input = difference[1].isEmpty() ? 0 : Integer.parseInt(difference[1]);
            assertThat(difference[2]).as("the reason").isNotEmpty();
            assertThat(difference(difference[0], input, recorded.get(input)))
                    .as(difference[0])
                    .isNotEmpty();
        });
    }

    @Test
    void everyQueryIsRecordedForEveryInput() {
        List<String> queries = Oracle.lines("queries.txt").stream()
                .filter(line -> !line.startsWith("#"))
                .toList();

        assertThat(answers.keySet()).containsExactlyInAnyOrderElementsOf(queries);
        assertThat(queries).hasSizeGreaterThanOrEqualTo(300);
        assertThat(inputs).hasSizeGreaterThanOrEqualTo(30);
    }

    private boolean isKnown(String query, int input) {
        return known.stream()
                .anyMatch(difference -> difference[0].equals(query)
                        && (difference[1].isEmpty() || difference[1].equals(String.valueOf(input))));
    }

    /** Nothing, or what differs. */
    private List<String> difference(String query, int input, String recorded) {
        String answer = Oracle.ask(query, inputs.get(input));
        return answer.equals(recorded)
                ? List.of()
                : List.of(query + " on input " + input + "\n  jq      " + recorded + "\n  Hydrant " + answer);
    }
}
