package io.hydrant.firehose.stream;

import io.hydrant.delivery.DeliveryAttempt.Result;

/**
 * How a destination has failed since it last took records, and what of it deserves a line of the log. A pure value.
 *
 * @param failures attempts that failed
 * @param longest the highest number that a failed attempt had, of any batch; the wait after it is the longest so far
 * @param ended batches that were given up or dropped
 * @param retrying whether the last failure is to be tried again
 */
record Outage(long failures, int longest, long ended, boolean retrying) {
    /** No failure since the last success. */
    static final Outage NONE = new Outage(0, 0, 0, false);

    /** From this attempt on the wait before the next one no longer grows: 120 seconds. */
    private static final int LONGEST_WAIT = 8;

    /** What a line of the log reports. */
    enum Line {
        /** Nothing new: the ledger has the attempt. */
        NONE,
        /** The attempt failed. */
        FAILED,
        /** The destination takes records again. */
        OVER
    }

    /** The outage after an attempt, and the line about it. */
    record Step(Outage next, Line line) {}

    /**
     * What follows from an attempt: a line for the first failure, for each attempt after which the wait is longer than any before,
     * for batches given up or dropped at each doubling of their number, and for the end.
     *
     * @param attempt 1 for a batch's first
     */
    Step on(Result result, int attempt) {
        return switch (result) {
            case DELIVERED -> isEnd(attempt) ? new Step(NONE, Line.OVER) : new Step(this, Line.NONE);
            case RETRYING -> {
                boolean waitsLonger = attempt > longest && attempt <= LONGEST_WAIT;
                yield new Step(
                        new Outage(failures + 1, Math.max(longest, attempt), ended, true),
                        failures == 0 || waitsLonger ? Line.FAILED : Line.NONE);
            }
            case GIVEN_UP, DROPPED ->
                new Step(
                        new Outage(failures + 1, Math.max(longest, attempt), ended + 1, false),
                        failures == 0 || Long.bitCount(ended + 1) == 1 ? Line.FAILED : Line.NONE);
        };
    }

    /** A batch that arrives at once, beside one that is still tried again, does not end an outage. */
    private boolean isEnd(int attempt) {
        return failures > 0 && (attempt > 1 || !retrying);
    }
}
