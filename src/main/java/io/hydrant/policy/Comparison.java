package io.hydrant.policy;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;

/** How a condition operator compares one value of the request with one value of the policy. */
enum Comparison {
    STRING_EQUALS("StringEquals", false, String::equals),
    STRING_NOT_EQUALS("StringNotEquals", true, String::equals),
    STRING_EQUALS_IGNORE_CASE("StringEqualsIgnoreCase", false, String::equalsIgnoreCase),
    STRING_NOT_EQUALS_IGNORE_CASE("StringNotEqualsIgnoreCase", true, String::equalsIgnoreCase),
    STRING_LIKE("StringLike", false, (wanted, given) -> Wildcard.matches(wanted, given)),
    STRING_NOT_LIKE("StringNotLike", true, (wanted, given) -> Wildcard.matches(wanted, given)),
    ARN_EQUALS("ArnEquals", false, (wanted, given) -> Wildcard.matchesArn(wanted, given)),
    ARN_LIKE("ArnLike", false, (wanted, given) -> Wildcard.matchesArn(wanted, given)),
    ARN_NOT_EQUALS("ArnNotEquals", true, (wanted, given) -> Wildcard.matchesArn(wanted, given)),
    ARN_NOT_LIKE("ArnNotLike", true, (wanted, given) -> Wildcard.matchesArn(wanted, given)),
    BOOL("Bool", false, String::equalsIgnoreCase),
    NUMERIC_EQUALS("NumericEquals", false, (wanted, given) -> numbers(wanted, given, 0, 0)),
    NUMERIC_NOT_EQUALS("NumericNotEquals", true, (wanted, given) -> numbers(wanted, given, 0, 0)),
    NUMERIC_LESS_THAN("NumericLessThan", false, (wanted, given) -> numbers(wanted, given, -1, -1)),
    NUMERIC_LESS_THAN_EQUALS("NumericLessThanEquals", false, (wanted, given) -> numbers(wanted, given, -1, 0)),
    NUMERIC_GREATER_THAN("NumericGreaterThan", false, (wanted, given) -> numbers(wanted, given, 1, 1)),
    NUMERIC_GREATER_THAN_EQUALS("NumericGreaterThanEquals", false, (wanted, given) -> numbers(wanted, given, 0, 1)),
    DATE_EQUALS("DateEquals", false, (wanted, given) -> dates(wanted, given, 0, 0)),
    DATE_NOT_EQUALS("DateNotEquals", true, (wanted, given) -> dates(wanted, given, 0, 0)),
    DATE_LESS_THAN("DateLessThan", false, (wanted, given) -> dates(wanted, given, -1, -1)),
    DATE_LESS_THAN_EQUALS("DateLessThanEquals", false, (wanted, given) -> dates(wanted, given, -1, 0)),
    DATE_GREATER_THAN("DateGreaterThan", false, (wanted, given) -> dates(wanted, given, 1, 1)),
    DATE_GREATER_THAN_EQUALS("DateGreaterThanEquals", false, (wanted, given) -> dates(wanted, given, 0, 1)),
    /** Requests carry no source address here, so these only ever see an absent key. */
    IP_ADDRESS("IpAddress", false, String::equals),
    NOT_IP_ADDRESS("NotIpAddress", true, String::equals),
    BINARY_EQUALS("BinaryEquals", false, String::equals),
    /** Asks whether the key is absent; handled by {@link Condition}. */
    NULL("Null", false, String::equalsIgnoreCase);

    private static final Map<String, Comparison> BY_NAME = new HashMap<>();

    static {
        for (Comparison comparison : values()) {
            BY_NAME.put(comparison.awsName.toLowerCase(Locale.ROOT), comparison);
        }
    }

    private final String awsName;
    private final boolean negated;

    @SuppressWarnings("ImmutableEnumChecker") // the predicates are stateless lambdas
    private final BiPredicate<String, String> fits;

    Comparison(String awsName, boolean negated, BiPredicate<String, String> fits) {
        this.awsName = awsName;
        this.negated = negated;
        this.fits = fits;
    }

    static Optional<Comparison> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name.toLowerCase(Locale.ROOT)));
    }

    boolean isNegated() {
        return negated;
    }

    /** Whether {@code given} satisfies this operator against all of the policy's values. */
    boolean satisfies(Iterable<String> wantedValues, String given) {
        for (String wanted : wantedValues) {
            if (fits.test(wanted, given)) {
                return !negated;
            }
        }
        return negated;
    }

    private static boolean numbers(String wanted, String given, int low, int high) {
        try {
            int sign = Integer.signum(new BigDecimal(given).compareTo(new BigDecimal(wanted)));
            return sign >= low && sign <= high;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static boolean dates(String wanted, String given, int low, int high) {
        try {
            int sign = Integer.signum(date(given).compareTo(date(wanted)));
            return sign >= low && sign <= high;
        } catch (DateTimeException | NumberFormatException e) {
            return false;
        }
    }

    private static Instant date(String text) {
        if (text.indexOf('-') < 0) {
            return Instant.ofEpochSecond(Long.parseLong(text));
        }
        return OffsetDateTime.parse(text.indexOf('T') < 0 ? text + "T00:00:00Z" : text)
                .toInstant();
    }
}
