package io.hydrant.service.s3.embedded.api.object;

import io.hydrant.aws.AwsException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class ByteRangeTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            useHeadersInDisplayName = true,
            textBlock =
                    """
            HEADER             | LENGTH | ANSWER
            bytes=0-4          | 10     | bytes 0-4/10
            bytes=5-           | 10     | bytes 5-9/10
            bytes=-3           | 10     | bytes 7-9/10
            bytes=-30          | 10     | bytes 0-9/10
            bytes=0-99         | 10     | bytes 0-9/10
            bytes=9-9          | 10     | bytes 9-9/10
            bytes=10-          | 10     | InvalidRange
            bytes=0-0          | 0      | InvalidRange
            bytes=-0           | 10     | InvalidRange
            bytes=-1           | 0      | InvalidRange
            bytes=4-2          | 10     | whole
            bytes=0-1,3-4      | 10     | whole
            bytes=-            | 10     | whole
            bytes=a-b          | 10     | whole
            chars=0-1          | 10     | whole
            """)
    void readsOneRangeAndPassesOverTheRest(String header, long length, String answer) {
        String actual;
        try {
            actual = ByteRange.parse(header, length)
                    .map(range -> range.contentRange(length))
                    .orElse("whole");
        } catch (AwsException e) {
            actual = e.error().code();
        }

        assertThat(actual).isEqualTo(answer);
    }
}
