package io.hydrant.destination.http.check;

import java.util.Locale;

/** The result of one point. */
public enum Outcome {
    /** The endpoint keeps to the rule. */
    PASSED,
    /** Deliveries to this endpoint go wrong: it would not do. */
    FAILED,
    /** Deliveries go wrong in a case that is rare, or that the documents leave open. */
    WARNING,
    /** Something to know; no fault. */
    INFO,
    /** Not tried, or not to be judged because of another point. */
    SKIPPED;

    /** As a table shows it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
