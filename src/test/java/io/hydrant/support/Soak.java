package io.hydrant.support;

import java.util.Arrays;
import java.util.stream.LongStream;

/** How long property tests run: a short while with fixed seeds in the suite, and longer by {@code scripts/dev/soak}. */
public final class Soak {
    private Soak() {}

    /** The seeds that {@code -Dsoak.seeds} names, separated by commas; {@code usual} without it. */
    public static LongStream seeds(long... usual) {
        String named = System.getProperty("soak.seeds", "");
        return named.isBlank()
                ? LongStream.of(usual)
                : Arrays.stream(named.split(",")).mapToLong(seed -> Long.parseLong(seed.strip()));
    }

    /** {@code usual} steps, times {@code -Dsoak.scale}, a whole number. */
    public static int steps(int usual) {
        return steps(usual, usual);
    }

    /** {@code few} steps in the suite; {@code usual} ones times {@code -Dsoak.scale} where that is named. */
    public static int steps(int few, int usual) {
        Integer scale = Integer.getInteger("soak.scale");
        return scale == null ? few : usual * scale;
    }
}
