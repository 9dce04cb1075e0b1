package io.hydrant.protocol;

import java.util.List;

import io.hydrant.aws.AwsError;
import io.hydrant.aws.AwsException;

/** The texts of a {@code ValidationException}, for those who check a request without its SDK object. */
public final class ValidationErrors {
    /** What AWS says of a required member that is missing. */
    public static final String NOT_NULL = "Member must not be null";

    private ValidationErrors() {}

    /** The refusal that reports all {@code items} together; there is at least one. */
    public static AwsException of(List<String> items) {
        if (items.isEmpty()) {
            throw new IllegalArgumentException("A refusal needs an item");
        }
        String prefix = items.size() + " validation error" + (items.size() == 1 ? "" : "s") + " detected: ";
        return new AwsException(AwsError.client("ValidationException", prefix + String.join("; ", items)));
    }

    /** One item that does not print the value: {@code Value at 'records' failed to satisfy constraint: …}. */
    public static String item(String path, String rule) {
        return "Value at '" + path + "' failed to satisfy constraint: " + rule;
    }

    /** One item that prints the value. */
    static String itemWithValue(String value, String path, String rule) {
        return "Value '" + value + "' at '" + path + "' failed to satisfy constraint: " + rule;
    }

    /** One item about an absent member, in the form that prints values. */
    static String itemWithNull(String path, String rule) {
        return "Value null at '" + path + "' failed to satisfy constraint: " + rule;
    }

    /** The rule text of a text, blob, list or map that is too long. */
    public static String tooLong(int max) {
        return "Member must have length less than or equal to " + max;
    }

    /** The rule text of a text, blob, list or map that is too short. */
    public static String tooShort(int min) {
        return "Member must have length greater than or equal to " + min;
    }

    /** The rule text of a text that does not match {@code pattern}. */
    public static String pattern(String pattern) {
        return "Member must satisfy regular expression pattern: " + pattern;
    }
}
