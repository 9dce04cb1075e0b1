package io.hydrant.record;

import io.hydrant.memory.Share;
import org.jspecify.annotations.Nullable;

/** The bound on all buffered records together: on their bytes, and a little more for each. Thread-safe. */
public final class BufferBudget {
    /** About what a small put takes beside its bytes; so records without bytes are bounded too. */
    private static final int EACH_RECORD = 32;

    private final Share share;

    /** What this budget has taken of a share that others take from too; null if it may take all. */
    private final @Nullable Share part;

    /**
     * @param share what buffered records may take
     */
    public BufferBudget(Share share) {
        this.share = share;
        this.part = null;
    }

    /**
     * A budget that others take from as well.
     *
     * @param most of it that is taken by this one
     */
    public BufferBudget(Share share, long most) {
        this.share = share;
        this.part = new Share(share.name(), most);
    }

    /**
     * @param limit bytes, 1 or more
     */
    public BufferBudget(long limit) {
        this(new Share("buffers", limit));
    }

    /** What records of so many bytes together take: their bytes, and 32 for each of them. */
    public static long costOf(long records, long bytes) {
        return bytes + EACH_RECORD * records;
    }

    /** Takes {@code bytes} if they fit. */
    public boolean take(long bytes) {
        if (part == null) {
            return share.take(bytes);
        }
        if (!part.take(bytes)) {
            return false;
        }
        if (share.take(bytes)) {
            return true;
        }
        part.give(bytes);
        return false;
    }

    /** Takes {@code bytes} also beyond the bound, for records that were accepted before; puts wait until there is space again. */
    public void takeAnyway(long bytes) {
        share.takeAnyway(bytes);
        if (part != null) {
            part.takeAnyway(bytes);
        }
    }

    /** Gives {@code bytes} back. */
    public void give(long bytes) {
        share.give(bytes);
        if (part != null) {
            part.give(bytes);
        }
    }

    /** Bytes taken now. */
    public long used() {
        return share.used();
    }

    /** The bound, in bytes. */
    public long limit() {
        return share.limit();
    }
}
