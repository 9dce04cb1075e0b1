package io.hydrant.fault.rule;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * Which of the calls that a rule is about it strikes.
 *
 * @param after how many calls pass first
 * @param every after those it strikes each call of this number
 * @param times how often it strikes; empty for without an end
 * @param probability how likely it strikes a call that is its turn; empty for always
 * @param seed for what is drawn; empty for one that is made up
 * @param from calls before that are not counted
 * @param to calls from then on are not counted
 */
record Occasions(
        long after,
        long every,
        OptionalLong times,
        OptionalDouble probability,
        OptionalLong seed,
        Optional<Moment> from,
        Optional<Moment> to) {
    /** Each call, always. */
    static final Occasions ALWAYS = new Occasions(
            0,
            1,
            OptionalLong.empty(),
            OptionalDouble.empty(),
            OptionalLong.empty(),
            Optional.empty(),
            Optional.empty());

    Occasions {
        Objects.requireNonNull(times, "times");
        Objects.requireNonNull(probability, "probability");
        Objects.requireNonNull(seed, "seed");
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(to, "to");
    }

    /** Whether the call of that number, from 1, has its turn. */
    boolean isTurn(long number) {
        return number > after && (number - after) % every == 0;
    }
}
