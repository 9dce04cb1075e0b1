package io.hydrant.admin;

import java.time.Duration;
import java.util.Optional;

/**
 * The {@code await} and {@code records} of a listing: until when it waits, and for how many records.
 *
 * @param longest of the wall's time
 */
record Awaited(Duration longest, long records) {
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);

    /** Empty when the call does not wait. */
    static Optional<Awaited> of(Query query) {
        if (query.get("await").isEmpty()) {
            if (query.get("records").isPresent()) {
                throw new Refusal(400, "records goes with await, such as await=10s&records=100.");
            }
            return Optional.empty();
        }
        Duration longest = Times.duration(query.get("await").get());
        if (longest.isNegative() || longest.compareTo(LONGEST_WAIT) > 0) {
            throw new Refusal(400, "await is at most " + LONGEST_WAIT + ": " + longest);
        }
        return Optional.of(new Awaited(longest, number(query.get("records").orElse("1"))));
    }

    private static long number(String text) {
        if (text.matches("\\d{1,15}")) {
            return Long.parseLong(text);
        }
        throw new Refusal(400, "records is a number: " + text);
    }
}
