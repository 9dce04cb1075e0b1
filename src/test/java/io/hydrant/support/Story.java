package io.hydrant.support;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * The chances of a property test, and what came of them. The same seed tells the same story, whatever the machine is doing: a
 * test that asks two worlds of one seed for their {@link #digest} sees whether that is so. For one thread.
 */
public final class Story {
    private final long seed;
    private final SplittableRandom random;
    private final Map<String, Integer> seen = new TreeMap<>();
    private long digest = 17;

    public Story(long seed) {
        this.seed = seed;
        this.random = new SplittableRandom(seed);
    }

    /** Takes so many steps, checks at the first and each {@code every}th, and ends; a failure names the seed and the step. */
    public void tell(int steps, int every, Runnable step, Runnable check, Runnable end) {
        int taken = 0;
        try {
            for (; taken < steps; taken++) {
                step.run();
                if (taken % every == 0) {
                    check.run();
                }
            }
            end.run();
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError("seed " + seed + " step " + taken + ": " + e.getMessage(), e);
        }
    }

    /** A number from 0 on, below {@code bound}. */
    public int nextInt(int bound) {
        return nextInt(0, bound);
    }

    /** A number from {@code least} on, below {@code bound}. */
    public int nextInt(int least, int bound) {
        int drawn = random.nextInt(least, bound);
        note(Objects.hash(bound, drawn));
        return drawn;
    }

    /** Heads or tails. */
    public boolean nextBoolean() {
        return nextInt(2) == 0;
    }

    /** Counts that this has happened. */
    public void saw(String what) {
        seen.merge(what, 1, Integer::sum);
        note(what.hashCode());
    }

    private void note(int what) {
        digest = digest * 1_000_003 + what;
    }

    /** How often each thing has happened. */
    public Map<String, Integer> seen() {
        return Collections.unmodifiableMap(seen);
    }

    /** How often it has happened. */
    public int count(String what) {
        return seen.getOrDefault(what, 0);
    }

    /** What was drawn and seen, in its order, in one number. */
    public long digest() {
        return digest;
    }
}
