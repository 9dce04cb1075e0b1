package io.hydrant.jq.syntax;

import io.hydrant.jq.filter.Filter;

/** A part of a query, as it was written. */
public interface Syntax {
    /**
     * The filter that it means where these names are known.
     *
     * @throws QueryError if it names what is unknown
     */
    Filter compile(Scope scope);
}
