package io.hydrant.fault.rule;

/**
 * Numbers that look drawn and are computed: each follows from a seed and from what it is drawn for, so the order of questions
 * changes nothing.
 *
 * @param seed the seed of the rule
 * @param rule the number of the rule
 */
record Draws(long seed, long rule) {
    /** What SplitMix64 adds at each step: 2 to the 64th, divided by the golden ratio. */
    private static final long STEP = 0x9E3779B97F4A7C15L;

    /** A number from 0, and below 1, for a call. */
    double ofCall(long call) {
        return number(mix(mix(seed + rule * STEP) + call * STEP));
    }

    /** A number from 0, and below 1, for one record of a call. */
    double ofRecord(long call, int index) {
        return number(mix(mix(mix(seed + rule * STEP) + call * STEP) + (index + 1L) * STEP));
    }

    private static double number(long bits) {
        return (bits >>> 11) * 0x1p-53;
    }

    /** The mixing function of SplitMix64 (Steele, Lea, Flood: Fast splittable pseudorandom number generators, 2014). */
    private static long mix(long bits) {
        long mixed = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}
