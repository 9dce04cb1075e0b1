package io.hydrant.source.directput;

import java.time.Instant;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.hydrant.record.RecordFrames;
import io.hydrant.source.Throughput;

/**
 * How much of its throughput quota one stream has used in the current second of the clock. That seconds are counted from full
 * second to full second, and that a refused put uses nothing up, are guesses. Thread-safe.
 */
final class PutRate {
    private final Throughput quota;

    @GuardedBy("this")
    private long second = Long.MIN_VALUE;

    @GuardedBy("this")
    private int requests;

    @GuardedBy("this")
    private int records;

    @GuardedBy("this")
    private long bytes;

    PutRate(Throughput quota) {
        this.quota = quota;
    }

    /** Uses the quota up for as many records, from the first on, as it allows, and answers how many. */
    synchronized int admit(Instant now, RecordFrames put) {
        if (now.getEpochSecond() != second) {
            second = now.getEpochSecond();
            requests = 0;
            records = 0;
            bytes = 0;
        }
        if (requests == quota.requests()) {
            return 0;
        }
        int admitted = Math.min(put.count(), quota.records() - records);
        while (admitted > 0 && bytes + put.bytesOf(admitted) > quota.bytes()) {
            admitted--;
        }
        if (admitted > 0) {
            requests++;
            records += admitted;
            bytes += put.bytesOf(admitted);
        }
        return admitted;
    }

    /** Gives back what a put of {@code admitted} records was granted at {@code now}, because it did not happen. */
    synchronized void giveBack(Instant now, RecordFrames put, int admitted) {
        if (admitted > 0 && now.getEpochSecond() == second) {
            requests--;
            records -= admitted;
            bytes -= put.bytesOf(admitted);
        }
    }
}
