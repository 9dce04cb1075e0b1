package io.hydrant.jq;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

import io.hydrant.jq.syntax.ObjectOf;
import io.hydrant.jq.syntax.Parser;
import io.hydrant.jq.syntax.QueryError;

/** The keys of the object that a {@code MetadataExtractionQuery} makes: {@code a} and {@code b} of {@code {a:.x, b:.y}}. */
public final class QueryKeys {
    private QueryKeys() {}

    /** The keys, in order; empty when the query is no plain object, so that they are unknown until it runs. */
    public static Optional<Set<String>> of(String query) {
        try {
            return Parser.parse(query) instanceof ObjectOf object
                    ? object.keys().map(LinkedHashSet::new)
                    : Optional.empty();
        } catch (QueryError e) {
            return Optional.empty();
        }
    }
}
