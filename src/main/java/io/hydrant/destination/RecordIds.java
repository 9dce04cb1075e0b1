package io.hydrant.destination;

import java.math.BigInteger;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

import static java.nio.charset.StandardCharsets.US_ASCII;

/**
 * The ids of one batch's records, where a destination knows records by one. They look like those of AWS, 56 digits and {@code
 * .0}, and are made of a record's arrival, its batch and its position there: no attempt changes them, and no other record has the
 * same.
 */
public final class RecordIds {
    /** How many characters an id has. */
    public static final int LENGTH = 58;

    private static final int MILLIS = 2;
    private static final int MILLIS_DIGITS = 13;
    private static final int BATCH_DIGITS = 30;
    private static final int POSITION = MILLIS + MILLIS_DIGITS + BATCH_DIGITS;
    private static final int POSITION_DIGITS = 11;
    private static final long MOST_MILLIS = 10_000_000_000_000L;
    private static final BigInteger MOST_BATCHES = BigInteger.TEN.pow(BATCH_DIGITS);

    private final byte[] form;

    /** The ids of the batch {@code batch}. */
    public RecordIds(UUID batch) {
        BigInteger number = new BigInteger(batch.toString().replace("-", ""), 16).mod(MOST_BATCHES);
        form = String.format(Locale.ROOT, "49%013d%030d%011d.0", 0, number, 0).getBytes(US_ASCII);
    }

    /** Writes the id of the record at {@code position}. */
    public void write(byte[] to, int at, Instant arrival, int position) {
        System.arraycopy(form, 0, to, at, LENGTH);
        digits(to, at + MILLIS, MILLIS_DIGITS, Math.floorMod(arrival.toEpochMilli(), MOST_MILLIS));
        digits(to, at + POSITION, POSITION_DIGITS, position);
    }

    /** The id of the record at {@code position}. */
    public String of(Instant arrival, int position) {
        byte[] id = new byte[LENGTH];
        write(id, 0, arrival, position);
        return new String(id, US_ASCII);
    }

    private static void digits(byte[] to, int at, int count, long number) {
        long rest = number;
        for (int i = at + count - 1; i >= at && rest > 0; i--) {
            to[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }
}
