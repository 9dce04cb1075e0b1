package io.hydrant.processing.lambda;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

import io.hydrant.processing.ProcessedRecord.Source;

/**
 * The ids of a batch's records in events: the same in every attempt, and other ones in every stream. Of the form that AWS's have:
 * 56 digits, which rise, and six more for the place in a record that was taken apart. For one thread.
 */
final class RecordIds {
    private static final int ARRIVAL_DIGITS = 14;
    private static final int STREAM_DIGITS = 20;
    private static final int SEQUENCE_DIGITS = 20;
    private static final int PLACE_DIGITS = 6;

    private final String stream;
    private long sequence = -1;
    private int place;

    RecordIds(String streamArn) {
        long hash = UUID.nameUUIDFromBytes(streamArn.getBytes(StandardCharsets.UTF_8))
                .getMostSignificantBits();
        StringBuilder digits = new StringBuilder();
        append(digits, Long.toUnsignedString(hash), STREAM_DIGITS);
        this.stream = digits.toString();
    }

    /** The id of the next record. */
    String next(Source source) {
        place = source.sequence() == sequence ? place + 1 : 0;
        sequence = source.sequence();
        StringBuilder id = new StringBuilder(2 + ARRIVAL_DIGITS + STREAM_DIGITS + SEQUENCE_DIGITS + PLACE_DIGITS);
        id.append("49");
        append(id, Long.toString(Math.max(0, source.arrival().toEpochMilli())), ARRIVAL_DIGITS);
        id.append(stream);
        append(id, Long.toString(sequence), SEQUENCE_DIGITS);
        append(id, Integer.toString(place), PLACE_DIGITS);
        return id.toString();
    }

    private static void append(StringBuilder to, String number, int digits) {
        to.append("0".repeat(Math.max(0, digits - number.length()))).append(number);
    }
}
