package io.hydrant.firehose.stream;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * {@code RecordId}s: 216 characters, opaque and unique. A random text of this process, ending in a scrambled counter: no secret,
 * and cheap enough for millions a second. Thread-safe.
 */
public final class RecordIds {
    /** Characters of an id. */
    public static final int LENGTH = 216;

    private static final byte[] ALPHABET =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".getBytes(StandardCharsets.US_ASCII);
    private static final int TAIL = 11;

    private final byte[] template = new byte[LENGTH];
    private final AtomicLong next;

    public RecordIds() {
        SplittableRandom random = new SplittableRandom();
        for (int i = 0; i < LENGTH; i++) {
            template[i] = ALPHABET[random.nextInt(64)];
        }
        next = new AtomicLong(random.nextLong());
    }

    /** Takes {@code count} ids; the first is this one, the others follow. */
    public long take(int count) {
        return next.getAndAdd(count);
    }

    /** Writes one of the ids taken; returns the index behind it. */
    public int write(long id, byte[] to, int at) {
        System.arraycopy(template, 0, to, at, LENGTH - TAIL);
        long bits = scramble(id);
        for (int i = at + LENGTH - TAIL; i < at + LENGTH; i++) {
            to[i] = ALPHABET[(int) bits & 63];
            bits >>>= 6;
        }
        return at + LENGTH;
    }

    /** A new id. */
    public String next() {
        byte[] text = new byte[LENGTH];
        write(take(1), text, 0);
        return new String(text, StandardCharsets.US_ASCII);
    }

    /** A bijection of 64 bits, so that ids look unrelated and stay unique. */
    private static long scramble(long value) {
        long z = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
