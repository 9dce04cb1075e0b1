package io.hydrant.service.kinesis.embedded.stream;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The number of a record: 56 decimal digits that begin with 49. In hexadecimal digits it is a 2, the second in which the shard was made
 * (9), the shard's last digit, the place in the shard (16), two zeros, the second of the record (9), the shard (8), a 2: as kinesalite
 * found by looking at numbers of AWS.
 *
 * @param shardCreated seconds since the epoch
 * @param shard the number of the shard
 * @param place counts the records of a shard; 0 is before the first one
 * @param second when the record came, in seconds since the epoch
 */
public record SequenceNumber(long shardCreated, int shard, long place, long second) {
    /** The place at which a closed shard ends. */
    public static final long END = Long.MAX_VALUE;

    private static final int BYTES = 24;
    static final int DIGITS = 56;
    private static final long BILLION = 1_000_000_000;
    private static final long WORD = 0xFFFF_FFFFL;
    private static final long VERSION = 2;
    private static final long DIGITS_9 = 0xF_FFFF_FFFFL;

    /** Reads a number; empty when it has another form. */
    public static Optional<SequenceNumber> parse(String decimal) {
        byte[] bytes = new BigInteger(decimal).toByteArray();
        if (bytes.length > BYTES) {
            return Optional.empty();
        }
        ByteBuffer words = ByteBuffer.allocate(BYTES);
        words.position(BYTES - bytes.length);
        words.put(bytes).rewind();
        long first = words.getLong();
        long second = words.getLong();
        long third = words.getLong();
        if (first >>> 56 != VERSION || (third & 0xF) != VERSION || (second & 0xFF00) != 0) {
            return Optional.empty();
        }
        SequenceNumber read = new SequenceNumber(
                (first >>> 20) & DIGITS_9,
                (int) (third >>> 4),
                (first << 48) | (second >>> 16),
                ((second & 0xFF) << 28) | (third >>> 36));
        return read.shard >= 0 && read.place >= 0 && read.toString().equals(decimal)
                ? Optional.of(read)
                : Optional.empty();
    }

    /** Divides by a billion again and again: a put makes many numbers, and {@code BigInteger} takes three times as long. */
    @Override
    public String toString() {
        long first = (VERSION << 56) | ((shardCreated & DIGITS_9) << 20) | ((shard & 0xFL) << 16) | (place >>> 48);
        long middle = (place << 16) | ((second >>> 28) & 0xFF);
        long last = (second << 36) | ((shard & 0xFFFF_FFFFL) << 4) | VERSION;
        long[] words = {first >>> 32, first & WORD, middle >>> 32, middle & WORD, last >>> 32, last & WORD};
        byte[] digits = new byte[DIGITS];
        for (int end = DIGITS; end > 0; end -= 9) {
            long rest = 0;
            for (int i = 0; i < words.length; i++) {
                long part = (rest << 32) | words[i];
                words[i] = part / BILLION;
                rest = part % BILLION;
            }
            int nine = (int) rest;
            for (int i = end - 1; i >= Math.max(0, end - 9); i--) {
                digits[i] = (byte) ('0' + nine % 10);
                nine /= 10;
            }
        }
        return new String(digits, StandardCharsets.ISO_8859_1);
    }
}
