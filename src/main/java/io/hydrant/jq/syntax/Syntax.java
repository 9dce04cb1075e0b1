package io.hydrant.jq.syntax;

import io.hydrant.jq.filter.Filter;
import io.hydrant.jq.json.Wanted;
import org.jspecify.annotations.Nullable;

/** A part of a query, as it was written. */
public interface Syntax {
    /**
     * The filter that it means where these names are known.
     *
     * @throws QueryError if it names what is unknown
     */
    Filter compile(Scope scope);

    /**
     * Reports which parts of its input it looks at. Without a word of its own it wants all.
     *
     * @param input the part of the record that the input is; null for what the query has computed
     * @return the part of the record that the outputs are, which is up to the caller to want; null for what is computed
     */
    default @Nullable Wanted wants(@Nullable Wanted input) {
        all(input);
        return null;
    }

    /** Wants all of a part, if it is one. */
    static void all(@Nullable Wanted part) {
        if (part != null) {
            part.all();
        }
    }
}
