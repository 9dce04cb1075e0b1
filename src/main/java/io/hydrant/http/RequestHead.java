package io.hydrant.http;

import java.util.List;
import java.util.Optional;

/** The part of a request that is known before its body. */
public interface RequestHead {
    /** The method in upper case. */
    String method();

    /** The path as sent, still percent-encoded, without the query. */
    String path();

    /** The query as sent, without the question mark; empty when there is none. */
    String query();

    /** The first value of a header; names are case-insensitive. */
    Optional<String> header(String name);

    /** The names of all headers, as sent; heads that were made up have none to tell. */
    default List<String> headerNames() {
        return List.of();
    }
}
