package io.hydrant.destination.http.check;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The findings so far. An endpoint that fails the first request has one fault, not thirty: what fails like it is skipped. */
final class Findings {
    static final String LIKE_FIRST = "Failed as the first request did.";

    private final Timed first;
    private final Map<Point, Finding> findings = new EnumMap<>(Point.class);

    /** @param first the first request of the check */
    Findings(Timed first) {
        this.first = first;
    }

    Timed first() {
        return first;
    }

    void add(Point point, Outcome outcome, String came, Consequence consequence) {
        findings.put(point, new Finding(point, outcome, came, consequence));
    }

    /** The point is judged by an answer. */
    void add(Point point, Outcome outcome, String came, Timed answer) {
        if (outcome != Outcome.PASSED && failsLikeFirst(answer)) {
            skip(point, LIKE_FIRST);
        } else {
            add(point, outcome, came, answer.consequence());
        }
    }

    /** The point passes if the records arrived, and else has the outcome {@code otherwise}. */
    void deliver(Point point, Outcome otherwise, Timed answer) {
        deliver(point, otherwise, "", answer);
    }

    /** The same; {@code which} says which of several requests it is, for a failure. */
    void deliver(Point point, Outcome otherwise, String which, Timed answer) {
        add(
                point,
                answer.arrived() ? Outcome.PASSED : otherwise,
                answer.arrived() ? answer.came() : which + answer.came(),
                answer);
    }

    void skip(Point point, String why) {
        add(point, Outcome.SKIPPED, why, Consequence.NONE);
    }

    boolean failsLikeFirst(Timed answer) {
        return !first.arrived() && answer.verdict().equals(first.verdict());
    }

    /** One for each point; those without any are skipped. */
    List<Finding> all(String whySkipped) {
        List<Finding> all = new ArrayList<>();
        for (Point point : Point.values()) {
            all.add(findings.getOrDefault(point, new Finding(point, Outcome.SKIPPED, whySkipped, Consequence.NONE)));
        }
        return all;
    }
}
