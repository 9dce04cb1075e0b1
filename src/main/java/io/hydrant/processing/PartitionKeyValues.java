package io.hydrant.processing;

import java.util.Collection;
import java.util.Optional;

/** What the values of partition keys must be, so that an object can be named after them. A slash makes a folder. */
public final class PartitionKeyValues {
    /** Documented for S3: an object's key has at most so many bytes. */
    private static final int LONGEST = 1024;

    private PartitionKeyValues() {}

    /** Why a record with these values has no place; empty if it has one. The first text is reported of AWS, the others are ours. */
    public static Optional<String> refusal(Collection<String> values) {
        for (String value : values) {
            if (value.isEmpty()) {
                return Optional.of("partitionKeys values must not be null or empty");
            }
            if (value.length() > LONGEST) {
                return Optional.of("partitionKeys values must not be longer than " + LONGEST + " bytes");
            }
            if (value.codePoints().anyMatch(PartitionKeyValues::isNoCharacter)) {
                return Optional.of("partitionKeys values must be characters of Unicode");
            }
        }
        return Optional.empty();
    }

    /** NUL, and half of a surrogate pair, which has no UTF-8. */
    private static boolean isNoCharacter(int codePoint) {
        return codePoint == 0 || Character.getType(codePoint) == Character.SURROGATE;
    }
}
