package io.hydrant.destination;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Iterator;
import java.util.List;

import io.hydrant.record.PartitionKeys;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PrefixTest {
    private static final ZonedDateTime TIME =
            Instant.parse("2026-02-03T04:05:06.789Z").atZone(ZoneId.of("UTC"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            useHeadersInDisplayName = true,
            quoteCharacter = '"',
            textBlock =
                    """
            PREFIX                                          | VALUE                      | SOURCE
            plain/$1\\text                                  | plain/$1\\text             | 5.3 no expression
            !{timestamp:yyyy/MM/dd/HH}/                     | 2026/02/03/04/             | 5.3 timestamp
            y=!{timestamp:yyyy}/m=!{timestamp:MM}/          | y=2026/m=02/               | 5.3 all occurrences use one instant
            !{timestamp:'year='yyyy'/mon='MMM}              | year=2026/mon=Feb          | 5.3 quoted text is literal; names are a guess
            !{timestamp:''''}!{timestamp:HH'h'mm'm'ss's'n}  | '04h05m06s789000000        | 5.3 DateTimeFormatter pattern
            !{timestamp:EEEE VV}                            | Tuesday UTC                | 5.3 DateTimeFormatter pattern
            !{firehose:random-string}/!{firehose:random-string} | first/second           | 5.3 a new one per occurrence
            e/!{firehose:error-output-type}/                | e/http-endpoint-failed/    | 5.3 failure class
            c=!{partitionKeyFromQuery:c}/                   | c=!{partitionKeyFromQuery:c}/ | not implemented: stays as written
            a!b}{c                                          | a!b}{c                     | 5.3 only !{ opens an expression
            """)
    void givesEveryExpressionItsValue(String prefix, String value, String source) {
        Iterator<String> random = List.of("first", "second").iterator();

        String evaluated =
                Prefix.parse("Prefix", prefix).evaluate(TIME, "http-endpoint-failed", PartitionKeys.NONE, random::next);

        assertThat(evaluated).as(source).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            useHeadersInDisplayName = true,
            textBlock =
                    """
            PREFIX                         | EXPRESSIONS | ERROR_TYPE | PARTITION_KEY
            a/                             | false       | false      | false
            !{timestamp:yyyy}              | true        | false      | false
            !{firehose:random-string}      | true        | false      | false
            !{firehose:error-output-type}  | true        | true       | false
            !{partitionKeyFromQuery:a}     | true        | false      | true
            !{partitionKeyFromLambda:a}    | true        | false      | true
            """)
    void tellsWhichExpressionsItHas(String prefix, boolean expressions, boolean errorType, boolean partitionKey) {
        Prefix parsed = Prefix.parse("Prefix", prefix);

        assertThat(parsed.hasExpressions()).isEqualTo(expressions);
        assertThat(parsed.hasErrorOutputType()).isEqualTo(errorType);
        assertThat(parsed.hasPartitionKey()).isEqualTo(partitionKey);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
            !{                      | Must be of the form
            a!{timestamp:yyyy       | Must be of the form
            !{timestamp}            | Must be of the form
            !{timestamp:}           | Must be of the form
            !{!{timestamp:yyyy}}    | Must be of the form
            !{timestamp:yyyy'}      | Invalid conversion character
            !{timestamp:bbbbb}      | Invalid conversion character
            !{firehose:moon}        | Invalid conversion character
            !{Timestamp:yyyy}       | (Timestamp) is an invalid keyword!
            """)
    void refusesWhatIsNoExpression(String prefix, String message) {
        assertThatThrownBy(() -> Prefix.parse("Prefix", prefix))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void refusesATimestampThatCannotBeWritten() {
        Prefix prefix = Prefix.parse("Prefix", "!{timestamp:pyyyy}");

        assertThatThrownBy(() -> prefix.evaluate(TIME, "", PartitionKeys.NONE, () -> ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Invalid conversion character used in the value of the expression in Prefix");
    }
}
