package io.hydrant.record;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

/**
 * Some of the records of one batch, by their positions: 0 is the oldest record. Immutable.
 *
 * <p>Positions that follow each other are two numbers, so "all", "none" and "from the third on" need no bits. Two sets are equal
 * when they have the same positions in batches of the same size.
 */
public final class RecordSet {
    private final int size;
    private final int from;
    private final int to;

    /** The positions if they do not follow each other, else null. Never changed. */
    private final @Nullable BitSet bits;

    private RecordSet(int size, int from, int to, @Nullable BitSet bits) {
        this.size = size;
        this.from = from;
        this.to = to;
        this.bits = bits;
    }

    /** Every record of a batch of {@code size} records, 0 or more. */
    public static RecordSet all(int size) {
        return range(size, 0, size);
    }

    /** No record of a batch of {@code size} records. */
    public static RecordSet none(int size) {
        return range(size, 0, 0);
    }

    /** The positions from {@code from} up to {@code to}, which is not one of them. */
    public static RecordSet range(int size, int from, int to) {
        if (from < 0 || to < from || size < to) {
            throw new IndexOutOfBoundsException("No records " + from + " to " + to + " of " + size);
        }
        return from == to ? new RecordSet(size, 0, 0, null) : new RecordSet(size, from, to, null);
    }

    /** Exactly these positions. */
    public static RecordSet of(int size, int... positions) {
        BitSet bits = new BitSet(size);
        for (int position : positions) {
            bits.set(Objects.checkIndex(position, size));
        }
        return of(size, bits);
    }

    private static RecordSet of(int size, BitSet bits) {
        int count = bits.cardinality();
        int first = Math.max(0, bits.nextSetBit(0));
        int end = bits.length();
        return end - first == count ? range(size, count == 0 ? 0 : first, end) : new RecordSet(size, first, end, bits);
    }

    /** The positions of {@link #runs}. */
    public static RecordSet ofRuns(int size, List<Integer> runs) {
        BitSet bits = new BitSet(size);
        for (int i = 0; i < runs.size(); i += 2) {
            bits.set(runs.get(i), Objects.checkIndex(runs.get(i + 1) - 1, size) + 1);
        }
        return of(size, bits);
    }

    /** For each run of positions that follow each other the first, and the one behind the last. */
    public List<Integer> runs() {
        List<Integer> runs = new ArrayList<>();
        BitSet all = toBits();
        int end = 0;
        for (int start = all.nextSetBit(0); start >= 0; start = all.nextSetBit(end)) {
            end = all.nextClearBit(start);
            runs.add(start);
            runs.add(end);
        }
        return runs;
    }

    /** How many records the batch has. */
    public int size() {
        return size;
    }

    /** How many of them are in this set. */
    public int count() {
        return bits == null ? to - from : bits.cardinality();
    }

    /** Whether the record at {@code position} is in this set; false outside of the batch. */
    public boolean contains(int position) {
        return position >= from && position < to && (bits == null || bits.get(position));
    }

    /** Whether no record is in this set. */
    public boolean isEmpty() {
        return from == to;
    }

    /** The first position in this set; the size of the batch when there is none. */
    public int first() {
        return isEmpty() ? size : from;
    }

    /** How many positions from {@code start} up to {@code end}, which is not one of them, are in this set. */
    public int countBetween(int start, int end) {
        int low = Math.max(start, from);
        int high = Math.min(end, to);
        if (low >= high) {
            return 0;
        }
        return bits == null ? high - low : bits.get(low, high).cardinality();
    }

    /** The records that are in this set or in {@code other}, of the same batch. */
    public RecordSet plus(RecordSet other) {
        checkSameBatch(other);
        if (other.isEmpty() || equals(other)) {
            return this;
        }
        if (isEmpty()) {
            return other;
        }
        if (bits == null && other.bits == null && Math.max(from, other.from) <= Math.min(to, other.to)) {
            return range(size, Math.min(from, other.from), Math.max(to, other.to));
        }
        BitSet sum = toBits();
        sum.or(other.toBits());
        return of(size, sum);
    }

    /** The records that are in this set and not in {@code other}, of the same batch. */
    public RecordSet minus(RecordSet other) {
        checkSameBatch(other);
        if (other.to <= from || to <= other.from) {
            return this;
        }
        if (bits == null && other.bits == null && other.from <= from) {
            return range(size, Math.min(to, other.to), to);
        }
        if (bits == null && other.bits == null && to <= other.to) {
            return range(size, from, other.from);
        }
        BitSet rest = toBits();
        rest.andNot(other.toBits());
        return of(size, rest);
    }

    /** The records that are in this set and in {@code other}, of the same batch. */
    public RecordSet and(RecordSet other) {
        checkSameBatch(other);
        if (bits == null && other.bits == null) {
            int low = Math.max(from, other.from);
            return range(size, low, Math.max(low, Math.min(to, other.to)));
        }
        BitSet both = toBits();
        both.and(other.toBits());
        return of(size, both);
    }

    private void checkSameBatch(RecordSet other) {
        if (size != other.size) {
            throw new IllegalArgumentException("Sets of batches of " + size + " and " + other.size + " records");
        }
    }

    /** A copy. */
    private BitSet toBits() {
        if (bits != null) {
            return (BitSet) bits.clone();
        }
        BitSet range = new BitSet(size);
        range.set(from, to);
        return range;
    }

    /** The positions, rising. */
    public IntStream positions() {
        return bits == null ? IntStream.range(from, to) : bits.stream();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RecordSet set
                && size == set.size
                && from == set.from
                && to == set.to
                && Objects.equals(bits, set.bits);
    }

    @Override
    public int hashCode() {
        return Objects.hash(size, from, to, bits);
    }

    /** Such as {@code 2, 5 of 10}. */
    @Override
    public String toString() {
        String shown = bits != null ? bits.toString() : isEmpty() ? "none" : from + "…" + (to - 1);
        return shown + " of " + size;
    }
}
