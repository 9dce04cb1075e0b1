package io.hydrant.source.round;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FailureWaitTest {
    private static final Instant NOW = Instant.parse("2026-02-03T04:05:06Z");

    private final FailureWait wait = new FailureWait(Duration.ofSeconds(30));

    private long fail() {
        wait.failed(NOW);
        return Duration.between(NOW, wait.until()).toSeconds();
    }

    @Test
    void eachFailureDoublesTheWaitUpToTheLongest() {
        assertThat(wait.until()).isBefore(NOW);
        assertThat(IntStream.range(0, 7).mapToLong(i -> fail())).containsExactly(1L, 2L, 4L, 8L, 16L, 30L, 30L);
        assertThat(IntStream.range(0, 100).mapToLong(i -> fail())).containsOnly(30L);
    }

    @Test
    void afterASuccessItBeginsAnew() {
        assertThat(fail() + fail()).isEqualTo(3);

        wait.over();

        assertThat(wait.until()).isBefore(NOW);
        assertThat(fail()).isEqualTo(1);
    }
}
