package io.hydrant.service.kinesis.embedded.shard;

import com.google.errorprone.annotations.concurrent.GuardedBy;

/** What a shard may take or give within a second: calls or records, and bytes. Thread-safe. */
public final class Rate {
    private static final long SECOND_MILLIS = 1000;

    private final long mostTimes;
    private final long mostBytes;

    @GuardedBy("this")
    private long second = Long.MIN_VALUE;

    @GuardedBy("this")
    private long times;

    @GuardedBy("this")
    private long bytes;

    private Rate(long mostTimes, long mostBytes) {
        this.mostTimes = mostTimes;
        this.mostBytes = mostBytes;
    }

    /** 1,000 records and 1 MiB a second. */
    public static Rate ofWrites() {
        return new Rate(1000, 1 << 20);
    }

    /** Five calls and 2 MiB a second; a call that brings more is allowed, and the following ones wait for it. */
    public static Rate ofReads() {
        return new Rate(5, 2 << 20);
    }

    /** Takes one more; whether it fits. */
    public synchronized boolean take(long nowMillis, long more) {
        begin(nowMillis);
        if (times + 1 > mostTimes || bytes + more > mostBytes) {
            return false;
        }
        times++;
        bytes += more;
        return true;
    }

    /** Takes one call more, whose bytes are not known yet; whether it fits. */
    public synchronized boolean takeCall(long nowMillis) {
        begin(nowMillis);
        if (times + 1 > mostTimes || bytes >= mostBytes) {
            return false;
        }
        times++;
        return true;
    }

    /** Counts the bytes of a call that was taken; a part beyond the second counts for the following ones. */
    public synchronized void count(long more) {
        bytes += more;
    }

    @GuardedBy("this")
    private void begin(long nowMillis) {
        long now = nowMillis / SECOND_MILLIS;
        if (now != second) {
            long passed = second == Long.MIN_VALUE ? 1 : Math.max(1, now - second);
            bytes = passed > bytes / mostBytes ? 0 : bytes - passed * mostBytes;
            times = 0;
            second = now;
        }
    }
}
