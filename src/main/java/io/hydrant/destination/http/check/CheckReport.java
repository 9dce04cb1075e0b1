package io.hydrant.destination.http.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a check has found.
 *
 * @param url without its user and its query
 * @param reason why the check could not run; empty if it did
 * @param findings one for each point, in their order; none if the check could not run
 */
public record CheckReport(String url, Optional<String> reason, List<Finding> findings, Timing timing) {
    public CheckReport {
        findings = List.copyOf(findings);
    }

    /**
     * How fast the endpoint is.
     *
     * @param requests how many were answered
     * @param medianMillis half of the answers came within this time
     * @param slowestMillis 99 of 100 answers came within this time
     */
    public record Timing(int requests, long medianMillis, long slowestMillis) {
        static final Timing NONE = new Timing(0, 0, 0);
    }

    /** The result of the whole. */
    public enum Result {
        /** The endpoint would do. */
        PASSED(0),
        /** A point failed. */
        FAILED(1),
        /** Nothing could be tried. */
        COULD_NOT_RUN(2);

        private final int exitStatus;

        Result(int exitStatus) {
            this.exitStatus = exitStatus;
        }

        /** The exit status of a command. */
        public int exitStatus() {
            return exitStatus;
        }
    }

    static CheckReport couldNotRun(String url, String reason) {
        return new CheckReport(url, Optional.of(reason), List.of(), Timing.NONE);
    }

    /** The result of the whole. */
    public Result result() {
        if (reason.isPresent()) {
            return Result.COULD_NOT_RUN;
        }
        return count(Outcome.FAILED) > 0 ? Result.FAILED : Result.PASSED;
    }

    /** How many points have that outcome. */
    public long count(Outcome outcome) {
        return findings.stream().filter(each -> each.outcome() == outcome).count();
    }

    /** The report as a tree for JSON. */
    public Map<String, Object> tree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("url", url);
        tree.put("result", result().name());
        tree.put("exitStatus", result().exitStatus());
        reason.ifPresent(text -> tree.put("reason", text));
        Map<String, Object> counts = new LinkedHashMap<>();
        for (Outcome outcome : Outcome.values()) {
            counts.put(outcome.name().toLowerCase(Locale.ROOT), count(outcome));
        }
        tree.put("counts", counts);
        tree.put("answers", timing.requests());
        tree.put("answerMillis", Map.of("p50", timing.medianMillis(), "p99", timing.slowestMillis()));
        List<Map<String, Object>> points = new ArrayList<>();
        findings.forEach(finding -> points.add(tree(finding)));
        tree.put("points", points);
        return tree;
    }

    private static Map<String, Object> tree(Finding finding) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("number", finding.point().number());
        tree.put("name", finding.point().label());
        tree.put("outcome", finding.outcome().name());
        tree.put("sent", finding.point().sent());
        tree.put("came", finding.came());
        tree.put("rule", finding.point().rule());
        tree.put("basis", finding.point().basis().name());
        tree.put("firehose", finding.consequence().name());
        return tree;
    }
}
