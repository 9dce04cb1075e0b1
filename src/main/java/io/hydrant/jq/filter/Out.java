package io.hydrant.jq.filter;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** Where outputs go: the rest of the query. */
@FunctionalInterface
public interface Out {
    void emit(@Nullable Path path, JsonNode value);
}
