package io.hydrant.jq;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Hydrant's answers beside those of the real jq 1.6, which {@code scripts/dev/jq-oracle} recorded. */
class JqOracleTest {
    private static final int SHOWN = 20;
    private static final byte[] NULL = "null".getBytes(StandardCharsets.UTF_8);

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
                    differing.addAll(difference(query, inputs.get(input), recorded.get(input)));
                }
            }
        });

        assertThat(differing.stream().limit(SHOWN))
                .as(differing.size() + " answers that differ")
                .isEmpty();
    }

    @Test
    void answersExpressionsAsJqDoes() {
        List<String> differing = new ArrayList<>();

        Oracle.expressionAnswers().forEach((expression, recorded) -> {
            if (!isKnown(expression, 0)) {
                differing.addAll(difference(expression, NULL, recorded.get(0)));
            }
        });

        assertThat(differing.stream().limit(SHOWN))
                .as(differing.size() + " answers that differ")
                .isEmpty();
    }

    @Test
    void eachKnownDifferenceIsOne() {
        assertThat(known).isNotEmpty().allSatisfy(difference -> {
            String query = difference[0];
            int input = difference[1].isEmpty() ? 0 : Integer.parseInt(difference[1]);
            boolean isExpression = !answers.containsKey(query);
            List<String> recorded =
                    (isExpression ? Oracle.expressionAnswers() : answers).getOrDefault(query, List.of());
            assertThat(difference[2]).as("the reason").isNotEmpty();
            assertThat(difference(query, isExpression ? NULL : inputs.get(input), recorded.get(input)))
                    .as(query)
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
    private static List<String> difference(String query, byte[] input, String recorded) {
        String answer = Oracle.ask(query, input);
        return answer.equals(recorded)
                ? List.of()
                : List.of(query + " on " + new String(input, StandardCharsets.UTF_8) + "\n  jq      " + recorded
                        + "\n  Hydrant " + answer);
    }
}
