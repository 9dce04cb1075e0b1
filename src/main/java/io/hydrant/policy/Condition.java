package io.hydrant.policy;

import java.util.List;
import java.util.Map;

/**
 * One line of a {@code Condition} block. A key that the request lacks makes a positive operator false and a negated one
 * true. Source: IAM User Guide, condition operators.
 */
record Condition(Quantifier quantifier, Comparison comparison, boolean ifExists, String key, List<String> values) {
    enum Quantifier {
        ONE,
        FOR_ANY_VALUE,
        FOR_ALL_VALUES
    }

    Condition {
        values = List.copyOf(values);
    }

    static Condition of(String operator, String key, List<String> values) {
        String rest = operator;
        Quantifier quantifier = Quantifier.ONE;
        if (rest.regionMatches(true, 0, "ForAnyValue:", 0, 12)) {
            quantifier = Quantifier.FOR_ANY_VALUE;
            rest = rest.substring(12);
        } else if (rest.regionMatches(true, 0, "ForAllValues:", 0, 13)) {
            quantifier = Quantifier.FOR_ALL_VALUES;
            rest = rest.substring(13);
        }
        boolean ifExists = rest.regionMatches(true, Math.max(0, rest.length() - 8), "IfExists", 0, 8);
        if (ifExists) {
            rest = rest.substring(0, rest.length() - 8);
        }
        Comparison comparison = Comparison.named(rest)
                .orElseThrow(() -> new PolicySyntaxException("Invalid Condition type : " + operator + '.'));
        if (quantifier != Quantifier.ONE && key.regionMatches(true, 0, "kms:EncryptionContext:", 0, 22)) {
            throw new PolicySyntaxException("OverlyPermissiveCondition: " + operator
                    + " must not be used with the single-valued condition key " + key);
        }
        return new Condition(quantifier, comparison, ifExists, key, values);
    }

    boolean holds(Map<String, List<String>> context) {
        List<String> given = context.get(key);
        boolean absent = given == null || given.isEmpty();
        if (comparison == Comparison.NULL) {
            return comparison.satisfies(values, Boolean.toString(absent));
        }
        if (given == null || given.isEmpty()) {
            return ifExists
                    || quantifier == Quantifier.FOR_ALL_VALUES
                    || (quantifier == Quantifier.ONE && comparison.isNegated());
        }
        boolean all =
                quantifier == Quantifier.FOR_ALL_VALUES || (quantifier == Quantifier.ONE && comparison.isNegated());
        return all
                ? given.stream().allMatch(value -> comparison.satisfies(values, value))
                : given.stream().anyMatch(value -> comparison.satisfies(values, value));
    }
}
