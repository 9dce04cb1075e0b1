package io.hydrant.fault.rule;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A rule with its counts.
 *
 * @param hop as the rule spells it
 * @param rule its members {@code on}, {@code when} and {@code then}
 * @param asked how many calls it was asked about: those that it is about, within its time, that no earlier rule struck
 * @param struck how many of them it struck
 * @param lastStruck when it last did
 */
public record FaultStatus(
        String id,
        String hop,
        Map<String, Map<String, Object>> rule,
        State state,
        long asked,
        long struck,
        Optional<Instant> lastStruck) {
    /** Whether it can strike. */
    public enum State {
        /** It begins later. */
        WAITING,
        /** It can strike. */
        ACTIVE,
        /** It has struck as often as it shall. */
        SPENT,
        /** Its time is over. */
        OVER;

        /** As the control API spells it, such as {@code active}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
