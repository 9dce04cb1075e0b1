package io.hydrant.service.kinesis.embedded.stream;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * Writes the numbers of many records. The next number of a shard is its last one plus a constant, which takes a fourth of the time
 * that {@link SequenceNumber#toString} takes. Used by one thread.
 */
public final class SequenceTexts {
    /** One place is 2 to the power of 80: digits 1 to 27 from the right, nine at a time, the rightmost first. */
    private static final long[] PLACE = {174_706_176, 819_614_629, 1_208_925};

    private static final int BILLION = 1_000_000_000;

    /** Beyond it a sum of nine digits might not fit into a long. */
    private static final long FAR = 1_000;

    private final Map<Integer, Last> shards = new HashMap<>();

    /** The 56 digits of a number. */
    public String text(SequenceNumber number) {
        Last last = shards.get(number.shard());
        if (last == null || !last.advance(number)) {
            last = new Last(number);
            shards.put(number.shard(), last);
        }
        return new String(last.digits, StandardCharsets.ISO_8859_1);
    }

    /** The last number of a shard. */
    private static final class Last {
        private SequenceNumber number;
        private final byte[] digits;

        /** Nine digits each, the rightmost first. */
        private final long[] nines = new long[SequenceNumber.DIGITS / 9 + 1];

        Last(SequenceNumber number) {
            this.number = number;
            this.digits = number.toString().getBytes(StandardCharsets.ISO_8859_1);
            for (int i = 0; i < SequenceNumber.DIGITS; i++) {
                int nine = (SequenceNumber.DIGITS - 1 - i) / 9;
                nines[nine] = nines[nine] * 10 + digits[i] - '0';
            }
        }

        /** Becomes that number; false if the way to it is another one. */
        boolean advance(SequenceNumber next) {
            long steps = next.place() - number.place();
            if (steps < 1
                    || steps > FAR
                    || next.second() != number.second()
                    || next.shardCreated() != number.shardCreated()) {
                return false;
            }
            long carry = 0;
            for (int i = 0; i < PLACE.length || carry > 0; i++) {
                long sum = nines[i] + carry + (i < PLACE.length ? steps * PLACE[i] : 0);
                carry = sum / BILLION;
                nines[i] = sum % BILLION;
                write(i);
            }
            number = next;
            return true;
        }

        private void write(int nine) {
            int rest = (int) nines[nine];
            int end = SequenceNumber.DIGITS - 9 * nine;
            for (int i = end - 1; i >= Math.max(0, end - 9); i--) {
                digits[i] = (byte) ('0' + rest % 10);
                rest /= 10;
            }
        }
    }
}
