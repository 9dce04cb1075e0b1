package io.hydrant.fault.rule;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import io.hydrant.time.DurationText;

/** A point of Hydrant's clock: an instant, or a span after a rule was made. */
sealed interface Moment {
    /** The instant, for a rule that was made {@code then}. */
    Instant in(Instant then);

    /** An instant. */
    record At(Instant instant) implements Moment {
        @Override
        public Instant in(Instant then) {
            return instant;
        }
    }

    /** So long after the making of the rule. */
    record After(Duration span) implements Moment {
        @Override
        public Instant in(Instant then) {
            return then.plus(span);
        }
    }

    /** Reads {@code 2026-12-01T00:00:00Z}, {@code 5m} or {@code PT5M}. */
    static Optional<Moment> read(String text) {
        Optional<Moment> span = Spans.read(text).map(After::new);
        return span.isPresent() ? span : instant(text);
    }

    private static Optional<Moment> instant(String text) {
        try {
            return Optional.of(new At(Instant.parse(text)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Durations that the clock can be moved by. */
    final class Spans {
        private static final Duration LONGEST = Duration.ofDays(36_500);

        private Spans() {}

        static Optional<Duration> read(String text) {
            return DurationText.read(text).filter(span -> span.compareTo(LONGEST) <= 0);
        }
    }
}
