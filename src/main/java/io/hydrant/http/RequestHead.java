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

    /** The names of all headers, as sent; heads made in this process have none. */
    default List<String> headerNames() {
        return List.of();
    }
}
