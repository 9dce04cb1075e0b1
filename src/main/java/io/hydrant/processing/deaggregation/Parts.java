package io.hydrant.processing.deaggregation;

/** Where the parts of one record stand. For one thread. */
final class Parts {
    /** Documented: a record is taken apart into at most so many. */
    static final int MOST = 500;

    private final int[] from = new int[MOST];
    private final int[] length = new int[MOST];
    private final boolean[] good = new boolean[MOST];
    private int count;
    private boolean tooMany;

    void clear() {
        count = 0;
        tooMany = false;
    }

    /** A part that is a record, from {@code start} to before {@code end}. */
    void add(int start, int end) {
        add(start, end, true);
    }

    /** A part that is none. */
    void addBad(int start, int end) {
        add(start, end, false);
    }

    private void add(int start, int end, boolean isRecord) {
        if (count == MOST) {
            tooMany = true;
            return;
        }
        from[count] = start;
        length[count] = end - start;
        good[count] = isRecord;
        count++;
    }

    /** Whether more parts were added than a record may have. */
    boolean tooMany() {
        return tooMany;
    }

    int count() {
        return count;
    }

    int from(int part) {
        return from[part];
    }

    int length(int part) {
        return length[part];
    }

    boolean isRecord(int part) {
        return good[part];
    }
}
