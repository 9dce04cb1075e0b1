package io.hydrant.destination;

import java.time.DateTimeException;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.hydrant.record.PartitionKeys;

/**
 * A {@code Prefix} or {@code ErrorOutputPrefix}: literal text and expressions {@code !{namespace:value}}. Immutable.
 *
 * @see <a href="https://docs.aws.amazon.com/firehose/latest/dev/s3-prefixes.html">Custom prefixes for Amazon S3 objects</a>
 */
public final class Prefix {
    /** The most characters a prefix may have once its expressions have their values. */
    public static final int LONGEST = 512;

    /** How many characters {@code !{firehose:random-string}} stands for. */
    public static final int RANDOM_LENGTH = 11;

    private static final Pattern EXPRESSION = Pattern.compile("!\\{([A-Za-z]+):([^{}]+)}");
    private static final String OPENING = "!{";

    /** Names of months and days are in US English: a guess, as the documents show numbers only. */
    private static final Locale LOCALE = Locale.US;

    private final String member;
    private final List<Part> parts;

    private Prefix(String member, List<Part> parts) {
        this.member = member;
        this.parts = List.copyOf(parts);
    }

    /** A run of text, or one expression. */
    private record Part(Kind kind, String text, Optional<DateTimeFormatter> formatter) {
        Part(Kind kind, String text) {
            this(kind, text, Optional.empty());
        }

        /** The name of a partition key. */
        String key() {
            return text.substring(text.indexOf(':') + 1, text.length() - 1);
        }
    }

    private enum Kind {
        LITERAL,
        TIMESTAMP,
        RANDOM_STRING,
        ERROR_OUTPUT_TYPE,
        KEY_FROM_QUERY,
        KEY_FROM_LAMBDA;

        boolean isPartitionKey() {
            return this == KEY_FROM_QUERY || this == KEY_FROM_LAMBDA;
        }
    }

    /**
     * Reads a prefix.
     *
     * @param member {@code Prefix} or {@code ErrorOutputPrefix}, for the refusal
     * @throws IllegalArgumentException with AWS's words for the rule that it breaks
     */
    public static Prefix parse(String member, String text) {
        List<Part> parts = new ArrayList<>();
        Matcher expressions = EXPRESSION.matcher(text);
        int at = 0;
        while (expressions.find()) {
            addLiteral(parts, text, text.substring(at, expressions.start()));
            parts.add(expression(member, expressions.group(1), expressions.group(2)));
            at = expressions.end();
        }
        addLiteral(parts, text, text.substring(at));
        return new Prefix(member, parts);
    }

    private static void addLiteral(List<Part> parts, String prefix, String text) {
        if (text.contains(OPENING)) {
            throw new IllegalArgumentException(
                    "Invalid expression usage: " + prefix + ".Must be of the form !{<namespace>:<value>}");
        }
        if (!text.isEmpty()) {
            parts.add(new Part(Kind.LITERAL, text));
        }
    }

    private static Part expression(String member, String namespace, String value) {
        String whole = OPENING + namespace + ':' + value + '}';
        return switch (namespace) {
            case "timestamp" -> new Part(Kind.TIMESTAMP, whole, Optional.of(formatter(member, value)));
            case "firehose" ->
                switch (value) {
                    case "random-string" -> new Part(Kind.RANDOM_STRING, whole);
                    case "error-output-type" -> new Part(Kind.ERROR_OUTPUT_TYPE, whole);
                    default -> throw invalidValue(member);
                };
            case "partitionKeyFromQuery" -> new Part(Kind.KEY_FROM_QUERY, whole);
            case "partitionKeyFromLambda" -> new Part(Kind.KEY_FROM_LAMBDA, whole);
            default ->
                throw new IllegalArgumentException(
                        "Namespace to the left of colon (" + namespace + ") is an invalid keyword!");
        };
    }

    private static DateTimeFormatter formatter(String member, String pattern) {
        try {
            return DateTimeFormatter.ofPattern(pattern, LOCALE);
        } catch (IllegalArgumentException malformed) {
            throw invalidValue(member);
        }
    }

    private static IllegalArgumentException invalidValue(String member) {
        return new IllegalArgumentException(
                "Invalid conversion character used in the value of the expression in " + member);
    }

    /** Whether there is any expression, of whatever kind. */
    public boolean hasExpressions() {
        return parts.stream().anyMatch(part -> part.kind != Kind.LITERAL);
    }

    /** Whether {@code !{firehose:error-output-type}} is in it. */
    public boolean hasErrorOutputType() {
        return has(Kind.ERROR_OUTPUT_TYPE);
    }

    /** Whether a key of dynamic partitioning is in it. */
    public boolean hasPartitionKey() {
        return parts.stream().anyMatch(part -> part.kind.isPartitionKey());
    }

    /** The keys in the namespace {@code partitionKeyFromQuery}, in their order. */
    public Set<String> keysFromQuery() {
        return keys(Kind.KEY_FROM_QUERY);
    }

    /** The keys in the namespace {@code partitionKeyFromLambda}, in their order. */
    public Set<String> keysFromLambda() {
        return keys(Kind.KEY_FROM_LAMBDA);
    }

    private Set<String> keys(Kind kind) {
        return parts.stream()
                .filter(part -> part.kind == kind)
                .map(Part::key)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** The same prefix as if every key of dynamic partitioning were empty. */
    public Prefix withoutPartitionKeys() {
        return new Prefix(
                member,
                parts.stream().filter(part -> !part.kind.isPartitionKey()).toList());
    }

    private boolean has(Kind kind) {
        return parts.stream().anyMatch(part -> part.kind == kind);
    }

    /**
     * The text with every expression's value; a partition key that is not among {@code keys} stays as it was written.
     *
     * @param time what every timestamp in it is taken from
     * @param errorOutputType such as {@code http-endpoint-failed}; not looked at when the prefix does not ask for it
     * @param keys the partition keys of the records
     * @param randomStrings asked once for each random string
     * @throws IllegalArgumentException if a timestamp's pattern cannot be written, such as {@code pyyyy}
     */
    public String evaluate(
            ZonedDateTime time, String errorOutputType, PartitionKeys keys, Supplier<String> randomStrings) {
        StringBuilder text = new StringBuilder();
        for (Part part : parts) {
            text.append(
                    switch (part.kind) {
                        case LITERAL -> part.text;
                        case KEY_FROM_QUERY -> keys.fromQuery().getOrDefault(part.key(), part.text);
                        case KEY_FROM_LAMBDA -> keys.fromLambda().getOrDefault(part.key(), part.text);
                        case TIMESTAMP -> written(part, time);
                        case RANDOM_STRING -> randomStrings.get();
                        case ERROR_OUTPUT_TYPE -> errorOutputType;
                    });
        }
        return text.toString();
    }

    private String written(Part timestamp, ZonedDateTime time) {
        try {
            return timestamp.formatter.orElseThrow().format(time);
        } catch (DateTimeException unwritable) {
            throw invalidValue(member);
        }
    }
}
