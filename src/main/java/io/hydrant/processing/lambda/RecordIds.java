package io.hydrant.processing.lambda;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;

import io.hydrant.processing.ProcessedRecord.Source;

/**
 * The ids of a batch's records in events: the same in every attempt, and other ones in every stream. Of the form that AWS's have:
 * 56 digits, which rise, and six more for the place in a record that was taken apart. For one thread.
 */
final class RecordIds {
    private static final int ARRIVAL_END = 16;
    private static final int STREAM_END = 36;
    private static final int SEQUENCE_END = 56;
    private static final int PLACE_END = 62;

    private final byte[] digits = new byte[PLACE_END];
    private long sequence = -1;
    private int place;

    RecordIds(String streamArn) {
        Arrays.fill(digits, (byte) '0');
        digits[0] = '4';
        digits[1] = '9';
        long hash = UUID.nameUUIDFromBytes(streamArn.getBytes(StandardCharsets.UTF_8))
                .getMostSignificantBits();
        write(hash >>> 1, ARRIVAL_END, STREAM_END);
    }

    /** The id of the next record. */
    String next(Source source) {
        place = source.sequence() == sequence ? place + 1 : 0;
        sequence = source.sequence();
        write(source.arrival().toEpochMilli(), 2, ARRIVAL_END);
        write(sequence, STREAM_END, SEQUENCE_END);
        write(place, SEQUENCE_END, PLACE_END);
        return new String(digits, StandardCharsets.ISO_8859_1);
    }

    private void write(long number, int from, int end) {
        long rest = number;
        for (int i = end - 1; i >= from; i--) {
            digits[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }
}
