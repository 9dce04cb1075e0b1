package io.hydrant.firehose.encryption;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The rolling window of Start and Stop calls of one delivery stream: 25 accepted ones in any 24 hours. Refused calls cost
 * nothing; that the window rolls and that only accepted calls count are guesses (facts Q16). A value.
 *
 * @param accepted when the calls inside the window were accepted, oldest first
 */
public record CallWindow(List<Instant> accepted) {
    /** Calls that fit into the window. */
    public static final int LIMIT = 25;

    /** The window's length. */
    public static final Duration LENGTH = Duration.ofHours(24);

    private static final CallWindow EMPTY = new CallWindow(List.of());

    public CallWindow {
        accepted = List.copyOf(accepted);
    }

    /** A window without calls. */
    public static CallWindow empty() {
        return EMPTY;
    }

    /** The window with a call at {@code now}; empty when it is full: {@code LimitExceededException}. */
    public Optional<CallWindow> admit(Instant now) {
        List<Instant> inside = inside(now);
        return inside.size() >= LIMIT
                ? Optional.empty()
                : Optional.of(new CallWindow(
                        Stream.concat(inside.stream(), Stream.of(now)).toList()));
    }

    /** How many calls would be accepted at {@code now}. */
    public int left(Instant now) {
        return LIMIT - inside(now).size();
    }

    /** When the oldest call leaves the window, if one is inside. */
    public Optional<Instant> nextFreeAt(Instant now) {
        return inside(now).stream().findFirst().map(t -> t.plus(LENGTH));
    }

    /** A call leaves the window exactly 24 hours after it was accepted. */
    private List<Instant> inside(Instant now) {
        Instant start = now.minus(LENGTH);
        return accepted.stream().filter(t -> t.isAfter(start)).toList();
    }
}
