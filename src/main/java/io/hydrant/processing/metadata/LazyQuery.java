package io.hydrant.processing.metadata;

import java.time.InstantSource;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.hydrant.jq.JqException;
import io.hydrant.jq.JqQuery;
import org.jspecify.annotations.Nullable;

/** A query that is compiled with its first record, once. Thread-safe. */
final class LazyQuery {
    private final String text;
    private final InstantSource clock;

    @GuardedBy("this")
    private @Nullable JqQuery query;

    @GuardedBy("this")
    private @Nullable JqException noQuery;

    LazyQuery(String text, InstantSource clock) {
        this.text = text;
        this.clock = clock;
    }

    /** @throws JqException if the text is no query, the record is no JSON, or the query fails on it */
    List<JsonNode> run(byte[] data, int offset, int length) {
        return compiled().run(data, offset, length);
    }

    private synchronized JqQuery compiled() {
        if (noQuery != null) {
            throw noQuery;
        }
        if (query == null) {
            try {
                query = JqQuery.compile(text, clock);
            } catch (JqException e) {
                noQuery = e;
                throw e;
            }
        }
        return query;
    }
}
