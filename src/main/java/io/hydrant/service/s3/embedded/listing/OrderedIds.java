package io.hydrant.service.s3.embedded.listing;

import java.time.Instant;
import java.time.InstantSource;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.hydrant.aws.RequestIds;

/**
 * Makes the ids of one bucket's versions and uploads. An id tells its place in the order of writing, so that a marker still
 * works when the version or upload that it names is gone. Thread-safe.
 */
public final class OrderedIds {
    /** The place of an id without one: an id of an earlier Hydrant, or one that was never given. */
    public static final long NO_PLACE = 0;

    private static final char MARK = 'h';
    private static final int PLACE_DIGITS = 15;
    private static final int LENGTH = 32;

    private final InstantSource time;

    @GuardedBy("this")
    private long last = NO_PLACE;

    /** {@code time} gives the places. */
    public OrderedIds(InstantSource time) {
        this.time = time;
    }

    /** A new id of 32 letters and digits. */
    public String next() {
        String random = RequestIds.next().replace("-", "");
        return VersionIds.completed(
                MARK + String.format("%0" + PLACE_DIGITS + "x", nextPlace()) + random.substring(1 + PLACE_DIGITS));
    }

    /** A place behind all earlier ones. It follows the clock in microseconds, so that it stays behind them after a restart. */
    synchronized long nextPlace() {
        Instant now = time.instant();
        last = Math.max(last + 1, now.getEpochSecond() * 1_000_000 + now.getNano() / 1000);
        return last;
    }

    /** Takes note of an id from an earlier run. */
    public synchronized void seen(String id) {
        last = Math.max(last, placeOf(id));
    }

    /** The place of an id: later ids have greater ones; {@link #NO_PLACE} for an id without one. */
    public static long placeOf(String id) {
        if (id.length() < LENGTH || id.charAt(0) != MARK) {
            return NO_PLACE;
        }
        try {
            return Math.max(NO_PLACE, Long.parseLong(id.substring(1, 1 + PLACE_DIGITS), 16));
        } catch (NumberFormatException e) {
            return NO_PLACE;
        }
    }
}
