package io.hydrant.fault.rule;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The rules in a store.
 *
 * @param made how many were made since there was none
 * @param rules in the order of their making
 */
record KeptRules(long made, List<KeptRule> rules) {
    static final KeptRules NONE = new KeptRules(0, List.of());

    KeptRules {
        rules = List.copyOf(rules);
    }

    /**
     * A rule.
     *
     * @param json as it was written
     * @param number its place in the order of making
     * @param made when
     * @param counts finds its counts, and those of no other rule
     */
    record KeptRule(String id, String json, long number, long seed, Instant made, String counts) {
        KeptRule {
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(json, "json");
            Objects.requireNonNull(made, "made");
            Objects.requireNonNull(counts, "counts");
        }
    }

    /** How often a rule was asked and has struck. */
    record Counts(long asked, long struck, Optional<Instant> lastStruck) {
        static final Counts NONE = new Counts(0, 0, Optional.empty());

        Counts {
            Objects.requireNonNull(lastStruck, "lastStruck");
        }
    }
}
