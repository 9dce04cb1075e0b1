package io.hydrant.destination;

import java.util.Collection;
import java.util.Optional;

/** What the values of partition keys must be, so that an object can be named after them. A slash makes a folder. */
public final class PartitionKeyValues {
    private PartitionKeyValues() {}

    /** Why a record with these values has no place; empty if it has one. The first text is reported of AWS, the other is ours. */
    public static Optional<String> refusal(Collection<String> values) {
        for (String value : values) {
            if (value.isEmpty()) {
                return Optional.of("partitionKeys values must not be null or empty");
            }
            if (!isText(value)) {
                return Optional.of("partitionKeys values must be characters of Unicode");
            }
        }
        return Optional.empty();
    }

    /** Whether there is no NUL and no half of a surrogate pair, which has no UTF-8. */
    private static boolean isText(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == 0) {
                return false;
            }
            if (Character.isSurrogate(c)) {
                if (i + 1 == value.length() || !Character.isSurrogatePair(c, value.charAt(i + 1))) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }
}
