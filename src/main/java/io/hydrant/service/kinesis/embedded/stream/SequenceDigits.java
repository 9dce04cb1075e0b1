package io.hydrant.service.kinesis.embedded.stream;

import java.nio.charset.StandardCharsets;

/**
 * The digits of a number, which stand in an array and are moved on in place. The next number of a shard is its last one plus a
 * constant, which takes a fourth of the time that {@link SequenceNumber#toString} takes. Used by one thread.
 */
public final class SequenceDigits {
    /** How many digits a number has. */
    public static final int LENGTH = SequenceNumber.DIGITS;

    /** One place is 2 to the power of 80: digits 1 to 27 from the right, nine at a time, the rightmost first. */
    private static final long[] PLACE = {174_706_176, 819_614_629, 1_208_925};

    /** The two digits of each number below 100. */
    private static final char[] PAIRS = pairs();

    private static final int BILLION = 1_000_000_000;

    /** Beyond it a sum of nine digits might not fit into a long. */
    private static final long FAR = 1_000;

    private final byte[] digits;
    private final int from;

    /** Nine digits each, the rightmost first. */
    private final long[] nines = new long[LENGTH / 9 + 1];

    private SequenceNumber number;

    /** Writes {@code first} into {@code array}, from that index on. */
    public SequenceDigits(byte[] array, int from, SequenceNumber first) {
        this.digits = array;
        this.from = from;
        this.number = first;
        begin(first);
    }

    private void begin(SequenceNumber first) {
        number = first;
        byte[] text = first.toString().getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(text, 0, digits, from, LENGTH);
        for (int nine = 0; nine < nines.length; nine++) {
            long value = 0;
            for (int i = Math.max(0, LENGTH - 9 * nine - 9); i < LENGTH - 9 * nine; i++) {
                value = value * 10 + text[i] - '0';
            }
            nines[nine] = value;
        }
    }

    /** Writes {@code next} over the last number. */
    public void become(SequenceNumber next) {
        long steps = next.place() - number.place();
        if (steps < 1
                || steps > FAR
                || next.second() != number.second()
                || next.shard() != number.shard()
                || next.shardCreated() != number.shardCreated()) {
            begin(next);
            return;
        }
        long carry = 0;
        for (int i = 0; i < PLACE.length || carry > 0; i++) {
            long sum = nines[i] + carry + (i < PLACE.length ? steps * PLACE[i] : 0);
            carry = sum / BILLION;
            nines[i] = sum - carry * BILLION;
            write(i);
        }
        number = next;
    }

    /** Two digits at a time, and the first of the nine alone. */
    private void write(int nine) {
        int rest = (int) nines[nine];
        int end = from + LENGTH - 9 * nine;
        int first = Math.max(from, end - 9);
        for (int i = end - 2; i >= first; i -= 2) {
            int hundredth = rest / 100;
            int pair = PAIRS[rest - 100 * hundredth];
            digits[i] = (byte) (pair >>> 8);
            digits[i + 1] = (byte) pair;
            rest = hundredth;
        }
        if ((end - first) % 2 == 1) {
            digits[first] = (byte) ('0' + rest);
        }
    }

    private static char[] pairs() {
        char[] pairs = new char[100];
        for (int i = 0; i < pairs.length; i++) {
            pairs[i] = (char) (('0' + i / 10) << 8 | ('0' + i % 10));
        }
        return pairs;
    }
}
