package io.hydrant.service.s3.embedded.object;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class BucketNamesTest {

    @ParameterizedTest
    @ValueSource(strings = {"abc", "my-bucket", "my.bucket.1", "123456789012", "a-.b", "1.2.3"})
    void takesWhatTheRulesAllow(String name) {
        assertThat(BucketNames.isValid(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ab",
                "Abc",
                "a_b",
                "-abc",
                "abc-",
                ".abc",
                "abc.",
                "a..b",
                "192.168.5.4",
                "xn--abc",
                "sthree-abc",
                "amzn-s3-demo-abc",
                "abc-s3alias",
                "abc--ol-s3",
                "abc.mrap",
                "abc--x-s3",
                "abc--table-s3",
                "abcdefghijklmnopqrstuvwxyz0123456789abcdefghijklmnopqrstuvwxyz01",
                "../etc",
                "a/b"
            })
    void refusesTheRest(String name) {
        assertThat(BucketNames.isValid(name)).isFalse();
    }
}
