package io.hydrant.firehose.stream;

import java.util.ArrayList;
import java.util.List;

import io.hydrant.delivery.DeliveryAttempt.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class OutageTest {
    /** R: failed, to be tried again; G: given up; X: dropped; D: delivered; each with the number of the batch's attempt. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            useHeadersInDisplayName = true,
            textBlock =
                    """
            ATTEMPTS                                    | LINES                               | BECAUSE
            D1 D1                                       | - -                                 | nothing fails
            R1 D2                                       | F O                                 | it fails and works again
            R1 R2 R3 R4 R5 R6 R7 R8 R9 R10 R11 D12      | F F F F F F F F - - - O             | each wait is longer up to 120 seconds
            R1 R2 R1 R2 R3 R1 D4                        | F F - - F - O                       | two batches fail beside each other
            R1 D1 R2 D1 R3 D4                           | F - F - F O                         | one batch fails, others arrive
            R1 R2 G3 D1                                 | F F F O                             | given up after two waits
            R1 R2 X3 D1                                 | F F F O                             | dropped
            G1 G1 G1 G1 G1 G1 G1 G1 G1 D1               | F F - F - - - F - O                 | no retries: at each doubling of those given up
            X1 X1 X1 X1 X1 D1                           | F F - F - O                         | the same of those dropped
            R1 D2 R1 D2                                 | F O F O                             | two outages
            R1 R2 D3 D2 R1                              | F F O - F                           | a second batch that waited arrives without a line
            R5 R6 R9                                    | F F -                               | begun before the destination changed
            """)
    void tellsWhatIsNews(String attempts, String lines, String because) {
        assertThat(lines(attempts.split(" "))).as(because).containsExactly(lines.split(" "));
    }

    @Test
    void thatLastsForDaysHasFewLines() {
        List<String> attempts = new ArrayList<>();
        for (int batch = 0; batch < 500; batch++) {
            for (int attempt = 1; attempt <= 20; attempt++) {
                attempts.add("R" + attempt);
            }
            attempts.add("X21");
        }

        assertThat(lines(attempts.toArray(String[]::new)))
                .filteredOn(line -> !line.equals("-"))
                .hasSize(8 + 9);
    }

    private static List<String> lines(String... attempts) {
        List<String> lines = new ArrayList<>();
        Outage outage = Outage.NONE;
        for (String written : attempts) {
            Result result =
                    switch (written.charAt(0)) {
                        case 'D' -> Result.DELIVERED;
                        case 'R' -> Result.RETRYING;
                        case 'G' -> Result.GIVEN_UP;
                        default -> Result.DROPPED;
                    };
            Outage.Step step = outage.on(result, Integer.parseInt(written.substring(1)));
            outage = step.next();
            lines.add(
                    switch (step.line()) {
                        case NONE -> "-";
                        case FAILED -> "F";
                        case OVER -> "O";
                    });
        }
        return lines;
    }
}
