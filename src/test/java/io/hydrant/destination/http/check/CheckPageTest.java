package io.hydrant.destination.http.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

import io.hydrant.destination.http.check.Point.Basis;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The page about the check says what the code does. */
class CheckPageTest {
    private static String page() throws IOException {
        return Files.readString(Path.of("src/site/markdown/check-endpoint.md"));
    }

    private static List<String> found(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(row -> row.group(1))
                .toList();
    }

    @Test
    void itsTableHasThePointsOfTheCode() throws IOException {
        List<String> points = Arrays.stream(Point.values())
                .map(point -> point.number() + " | `" + point.label() + "` | " + point.sent() + " | "
                        + (point.basis() == Basis.ADVICE ? "Advice: " : "") + point.rule())
                .toList();

        assertThat(found("(?m)^\\| (\\d+ \\| .*) \\| [^|]*\\|$", page())).isEqualTo(points);
    }

    @Test
    void itHasTheOptionsOfTheHelp() throws IOException {
        String help =
                Files.readString(Path.of("src/main/java/io/hydrant/destination/http/check/command/Arguments.java"));

        assertThat(found("(?m)^\\| `(--[\\w-]+)", page()))
                .isEqualTo(found("(?m)^ {14}(--[\\w-]+)", help).stream()
                        .filter(option -> !option.equals("--help"))
                        .toList());
    }
}
