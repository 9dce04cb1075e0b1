package io.hydrant.service.s3.embedded.api.object;

import java.time.Instant;
import java.util.Optional;

import io.hydrant.aws.AwsException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The table of RFC 7232 as S3 follows it, for an object with the tag "e" that was written at noon and half a second. */
class ReadConditionTest {
    private static final Instant WRITTEN = Instant.parse("2026-11-23T12:00:00.500Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            useHeadersInDisplayName = true,
            textBlock =
                    """
            MATCH    | NONE_MATCH | MODIFIED | UNMODIFIED | ANSWER
                     |            |          |            | send
            "e"      |            |          |            | send
            e        |            |          |            | send
            *        |            |          |            | send
            "x","e"  |            |          |            | send
            "x"      |            |          |            | failed If-Match
                     | "e"        |          |            | unchanged
                     | *          |          |            | unchanged
                     | W/"e"      |          |            | unchanged
                     | "x"        |          |            | send
                     |            | 11:00:00 |            | send
                     |            | 12:00:00 |            | unchanged
                     |            | 13:00:00 |            | unchanged
                     |            |          | 11:00:00   | failed If-Unmodified-Since
                     |            |          | 12:00:00   | send
            "e"      |            |          | 11:00:00   | send
            "x"      |            |          | 13:00:00   | failed If-Match
                     | "e"        | 11:00:00 |            | unchanged
                     | "x"        | 13:00:00 |            | send
            """)
    void decidesWhetherToSend(
            @Nullable String match,
            @Nullable String noneMatch,
            @Nullable String modified,
            @Nullable String unmodified,
            String answer) {
        ReadCondition condition = new ReadCondition(
                Optional.ofNullable(match), Optional.ofNullable(noneMatch), time(modified), time(unmodified), "");

        String actual;
        try {
            actual = condition.isNotModified(() -> "\"e\"", WRITTEN) ? "unchanged" : "send";
        } catch (AwsException e) {
            actual = "failed " + e.error().members().get("Condition");
        }

        assertThat(actual).isEqualTo(answer);
    }

    private static Optional<Instant> time(@Nullable String time) {
        return Optional.ofNullable(time).map(text -> Instant.parse("2026-11-23T" + text + "Z"));
    }
}
