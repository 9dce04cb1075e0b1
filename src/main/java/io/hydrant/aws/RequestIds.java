package io.hydrant.aws;

import java.util.SplittableRandom;
import java.util.UUID;

/** Fast, unguessable-enough ids for answers: version 4 UUIDs, but not from a secure source. Thread-safe. */
public final class RequestIds {
    private static final ThreadLocal<SplittableRandom> RANDOM = ThreadLocal.withInitial(SplittableRandom::new);

    private RequestIds() {}

    /** A new UUID in lower case. */
    public static String next() {
        SplittableRandom random = RANDOM.get();
        long high = (random.nextLong() & ~0xF000L) | 0x4000L;
        long low = (random.nextLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
        return new UUID(high, low).toString();
    }
}
