package io.hydrant.aws;

import java.util.Objects;
import java.util.Optional;

/**
 * The ARN of a Lambda function.
 *
 * @param unqualified without its qualifier
 * @param name the function's own name
 * @param qualifier a version or an alias; empty for none
 */
public record FunctionArn(String unqualified, String name, Optional<String> qualifier) {
    private static final String KIND = "function:";

    public FunctionArn {
        Objects.requireNonNull(unqualified, "unqualified");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(qualifier, "qualifier");
    }

    /** Reads an ARN; empty when {@code text} is not that of a function. */
    public static Optional<FunctionArn> parse(String text) {
        return Arn.parse(text)
                .filter(arn -> arn.service().equals("lambda") && arn.resource().startsWith(KIND))
                .map(arn -> of(text, arn.resource().substring(KIND.length())));
    }

    private static FunctionArn of(String text, String resource) {
        int colon = resource.indexOf(':');
        if (colon < 0) {
            return new FunctionArn(text, resource, Optional.empty());
        }
        String qualifier = resource.substring(colon + 1);
        return new FunctionArn(
                text.substring(0, text.length() - qualifier.length() - 1),
                resource.substring(0, colon),
                Optional.of(qualifier).filter(q -> !q.isEmpty()));
    }

    /** The Region that it names; empty for none. */
    public Optional<String> region() {
        return Arn.parse(unqualified).map(Arn::region).filter(named -> !named.isEmpty());
    }

    /** Where the name begins in the text. */
    public int nameOffset() {
        return unqualified.length() - name.length();
    }

    /** The ARN with the qualifier that it was given, or with the one that stands for none. */
    public String qualified() {
        return unqualified + ':' + qualifier.orElse("$LATEST");
    }

    /** The ARN as it was given. */
    @Override
    public String toString() {
        return qualifier.map(given -> unqualified + ':' + given).orElse(unqualified);
    }
}
