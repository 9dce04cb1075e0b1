package io.hydrant.firehose.encryption;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CallWindowTest {
    private static final Instant START = Instant.parse("2026-11-23T00:00:00Z");

    @Test
    void admitsTwentyFiveCallsAndRefusesTheNext() {
        CallWindow window = filled(START);

        assertThat(window.left(START)).isZero();
        assertThat(window.admit(START.plus(Duration.ofHours(23)))).isEmpty();
    }

    @Test
    void freesTheOldestCallExactlyTwentyFourHoursAfterIt() {
        CallWindow window = filled(START);

        assertThat(window.nextFreeAt(START)).contains(START.plus(Duration.ofHours(24)));
        assertThat(window.admit(START.plus(Duration.ofHours(24)).minusNanos(1))).isEmpty();
        assertThat(window.admit(START.plus(Duration.ofHours(24)))).isPresent();
    }

    @Test
    void rollsInsteadOfStartingAnew() {
        CallWindow window = filled(START);
        Instant later = START.plus(Duration.ofHours(24)).plus(Duration.ofMinutes(3));

        // The calls were a minute apart: four of them have left the window.
        assertThat(window.left(later)).isEqualTo(4);
    }

    /** 25 calls, a minute apart. */
    private static CallWindow filled(Instant first) {
        CallWindow window = CallWindow.empty();
        for (int i = 0; i < CallWindow.LIMIT; i++) {
            window = window.admit(first.plus(Duration.ofMinutes(i))).orElseThrow();
        }
        return window;
    }
}
