package io.hydrant.protocol;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;

/** One constraint on a value, with the text that AWS prints when it is broken. */
abstract sealed class Rule {
    private final String text;

    private Rule(String text) {
        this.text = text;
    }

    /** Whether {@code value} satisfies this rule. */
    abstract boolean holds(Object value);

    /** What AWS says when it does not. */
    final String text() {
        return text;
    }

    /** Whether this rule is about a length or the size of a number. */
    boolean isBound() {
        return false;
    }

    /** A number, or the length of a text, blob, list or map; a NaN breaks every bound. */
    private static double measure(Object value) {
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        if (value instanceof String string) {
            return string.codePointCount(0, string.length());
        }
        if (value instanceof SdkBytes bytes) {
            return bytes.asByteArrayUnsafe().length;
        }
        if (value instanceof Collection<?> collection) {
            return collection.size();
        }
        if (value instanceof Map<?, ?> map) {
            return map.size();
        }
        throw new IllegalArgumentException(
                "Cannot measure a " + value.getClass().getName());
    }

    /** An upper bound; {@code what} is {@code length} or {@code value}. */
    static final class AtMost extends Rule {
        private final double max;

        AtMost(String what, String max) {
            super("Member must have " + what + " less than or equal to " + max);
            this.max = Double.parseDouble(max);
        }

        @Override
        boolean holds(Object value) {
            return measure(value) <= max;
        }

        @Override
        boolean isBound() {
            return true;
        }
    }

    /** A lower bound; {@code what} is {@code length} or {@code value}. */
    static final class AtLeast extends Rule {
        private final double min;

        AtLeast(String what, String min) {
            super("Member must have " + what + " greater than or equal to " + min);
            this.min = Double.parseDouble(min);
        }

        @Override
        boolean holds(Object value) {
            return measure(value) >= min;
        }

        @Override
        boolean isBound() {
            return true;
        }
    }

    /** A pattern that the whole text has to match; compiled on first use. */
    static final class Matches extends Rule {
        private final String expression;
        private volatile @Nullable Pattern pattern;

        Matches(String expression, String printed) {
            super("Member must satisfy regular expression pattern: " + printed);
            this.expression = expression;
        }

        @Override
        boolean holds(Object value) {
            Pattern compiled = pattern;
            if (compiled == null) {
                compiled = Pattern.compile(expression);
                pattern = compiled;
            }
            try {
                return compiled.matcher((String) value).matches();
            } catch (StackOverflowError e) {
                // The library recurses over repeated groups: a text this long is far beyond any length AWS allows.
                return false;
            }
        }
    }

    /** A pattern, or what {@code exception} lets pass beside it; the text is the pattern's. */
    static final class Either extends Rule {
        private final Matches pattern;
        private final Predicate<String> exception;

        Either(Matches pattern, Predicate<String> exception) {
            super(pattern.text());
            this.pattern = pattern;
            this.exception = exception;
        }

        @Override
        boolean holds(Object value) {
            return pattern.holds(value) || exception.test((String) value);
        }
    }

    /** An enum; {@code printed} is the order in which the values are listed. */
    static final class OneOf extends Rule {
        private final Set<String> values;

        OneOf(List<String> values, List<String> printed) {
            super("Member must satisfy enum value set: [" + String.join(", ", printed) + "]");
            this.values = new HashSet<>(values);
        }

        @Override
        boolean holds(Object value) {
            return values.contains((String) value);
        }
    }
}
