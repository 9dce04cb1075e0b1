package io.hydrant.fault.rule;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

import com.fasterxml.jackson.databind.JsonNode;

/** Reads {@code when}: which calls a rule strikes. */
final class OccasionsReader {
    private static final List<String> MEMBERS = List.of("after", "every", "times", "probability", "seed", "from", "to");

    /** The largest integer that every reader of JSON keeps exactly. */
    private static final long MOST = (1L << 53) - 1;

    private OccasionsReader() {}

    /**
     * @param drawsRecords whether the rule draws for each record
     */
    static Occasions read(JsonNode when, String path, boolean drawsRecords) {
        Members members = new Members(when, path, MEMBERS);
        OptionalDouble probability = members.probability("probability");
        if (members.has("seed") && probability.isEmpty() && !drawsRecords) {
            throw members.refused(
                    "seed", "nothing is drawn from it; it belongs to probability or then.recordProbability");
        }
        Optional<Moment> from = moment(members, "from");
        Optional<Moment> to = moment(members, "to");
        if (from.isPresent()
                && to.isPresent()
                && from.get().getClass() == to.get().getClass()
                && !from.get().in(Instant.EPOCH).isBefore(to.get().in(Instant.EPOCH))) {
            throw members.refused("to", "it is not after from");
        }
        return new Occasions(
                members.integer("after", 0, MOST).orElse(0),
                members.integer("every", 1, MOST).orElse(1),
                members.integer("times", 1, MOST),
                probability,
                members.integer("seed", Long.MIN_VALUE, Long.MAX_VALUE),
                from,
                to);
    }

    private static Optional<Moment> moment(Members members, String name) {
        return members.text(name).map(given -> Moment.read(given)
                .orElseThrow(() -> members.refused(
                        name,
                        "\"" + given + "\" is neither an instant such as 2026-12-01T00:00:00Z nor a duration"
                                + " such as 5m, which counts from the making of the rule")));
    }
}
