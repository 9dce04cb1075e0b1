package io.hydrant.admin;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** Durations and instants as control calls write them. */
final class Times {
    private Times() {}

    /** {@code PT24H}, or {@code 500ms}, {@code 5s}, {@code 30m}, {@code 24h}, {@code 7d}. */
    static Duration duration(String given) {
        String text = given.trim();
        try {
            if (text.toUpperCase(Locale.ROOT).startsWith("P")) {
                return Duration.parse(text);
            }
            int unit = text.length();
            while (unit > 0 && !Character.isDigit(text.charAt(unit - 1))) {
                unit--;
            }
            long number = Long.parseLong(text.substring(0, unit));
            return switch (text.substring(unit)) {
                case "ms" -> Duration.ofMillis(number);
                case "s" -> Duration.ofSeconds(number);
                case "m" -> Duration.ofMinutes(number);
                case "h" -> Duration.ofHours(number);
                case "d" -> Duration.ofDays(number);
                default -> throw new Refusal(400, "Not a duration: '" + text + "'. Write PT24H, 24h, 5s or 500ms.");
            };
        } catch (DateTimeException | NumberFormatException | ArithmeticException e) {
            throw new Refusal(400, "Not a duration: '" + text + "'. Write PT24H, 24h, 5s or 500ms.");
        }
    }

    /** {@code 2026-12-01T00:00:00Z}. */
    static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new Refusal(400, "Not an instant: '" + text + "'. Write 2026-12-01T00:00:00Z.");
        }
    }
}
