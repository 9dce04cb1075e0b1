package io.hydrant.service.kinesis.embedded.stream;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;

/** A place in the hash space of a stream, 0 to 2^128-1. */
public record HashKey(long high, long low) implements Comparable<HashKey> {
    /** The first place. */
    public static final HashKey FIRST = new HashKey(0, 0);
    /** The last place. */
    public static final HashKey LAST = new HashKey(-1, -1);

    private static final int BITS = 128;
    private static final ThreadLocal<MessageDigest> MD5 = ThreadLocal.withInitial(HashKey::md5);

    /** The place of a partition key in UTF-8: its MD5. */
    public static HashKey of(byte[] partitionKey) {
        ByteBuffer hash = ByteBuffer.wrap(MD5.get().digest(partitionKey));
        return new HashKey(hash.getLong(), hash.getLong());
    }

    /** The place that a decimal number names; empty when it is beyond the last one. */
    public static Optional<HashKey> parse(String decimal) {
        BigInteger number = new BigInteger(decimal);
        return number.signum() >= 0 && number.bitLength() <= BITS ? Optional.of(of(number)) : Optional.empty();
    }

    static HashKey of(BigInteger number) {
        return new HashKey(number.shiftRight(Long.SIZE).longValue(), number.longValue());
    }

    /** This place as a number. */
    public BigInteger number() {
        return new BigInteger(
                1, ByteBuffer.allocate(16).putLong(high).putLong(low).array());
    }

    /** The place after this one. */
    public HashKey next() {
        return new HashKey(low == -1 ? high + 1 : high, low + 1);
    }

    /** The place before this one. */
    public HashKey previous() {
        return new HashKey(low == 0 ? high - 1 : high, low - 1);
    }

    @Override
    public int compareTo(HashKey other) {
        int byHigh = Long.compareUnsigned(high, other.high);
        return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
    }

    /** In decimal digits, as Kinesis writes it. */
    @Override
    public String toString() {
        return number().toString();
    }

    private static MessageDigest md5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
