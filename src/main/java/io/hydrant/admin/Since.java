package io.hydrant.admin;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/** The {@code since} of a listing: behind a number, or from an instant on. */
record Since(long number, Instant instant) {
    static Since of(Optional<String> text) {
        if (text.isEmpty()) {
            return new Since(-1, Instant.MIN);
        }
        if (text.get().matches("\\d{1,18}")) {
            return new Since(Long.parseLong(text.get()), Instant.MIN);
        }
        try {
            // An offset's plus sign that nobody encoded arrives as a space.
            return new Since(-1, Instant.parse(text.get().replace(' ', '+')));
        } catch (DateTimeException e) {
            throw new Refusal(
                    400, "since is a sequence number or an instant such as 2026-12-01T00:00:00Z: " + text.get());
        }
    }

    boolean includes(long sequence, Instant time) {
        return sequence > number && !time.isBefore(instant);
    }
}
