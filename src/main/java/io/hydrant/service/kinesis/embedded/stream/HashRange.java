package io.hydrant.service.kinesis.embedded.stream;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** A part of the hash space, both ends included. */
public record HashRange(HashKey start, HashKey end) {
    private static final BigInteger SPACE = BigInteger.ONE.shiftLeft(128);

    public HashRange {
        Objects.requireNonNull(start, "start");
        Objects.requireNonNull(end, "end");
    }

    /** The space in {@code count} parts of one size; the last one also takes the rest. */
    static List<HashRange> uniform(int count) {
        BigInteger size = SPACE.divide(BigInteger.valueOf(count));
        List<HashRange> ranges = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            HashKey start = HashKey.of(size.multiply(BigInteger.valueOf(i)));
            HashKey end = i == count - 1
                    ? HashKey.LAST
                    : HashKey.of(size.multiply(BigInteger.valueOf(i + 1))).previous();
            ranges.add(new HashRange(start, end));
        }
        return ranges;
    }

    /** Whether it has that place. */
    public boolean contains(HashKey key) {
        return start.compareTo(key) <= 0 && key.compareTo(end) <= 0;
    }

    /** Whether {@code next} begins where this one ends. */
    boolean isBefore(HashRange next) {
        return !end.equals(HashKey.LAST) && end.next().equals(next.start());
    }

    /** This range and the one behind it. */
    HashRange with(HashRange next) {
        return new HashRange(start, next.end());
    }
}
