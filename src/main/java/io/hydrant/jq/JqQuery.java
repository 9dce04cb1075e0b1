package io.hydrant.jq;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import io.hydrant.jq.json.JsonWriter;

/** A compiled jq query. Safe for use by many threads. Nothing of the library behind it is loaded before the first one. */
public final class JqQuery {
    private static final InstantSource EPOCH = () -> Instant.EPOCH;

    private final Program program;
    private final List<String> outputKeys;

    private JqQuery(Program program, List<String> outputKeys) {
        this.program = program;
        this.outputKeys = outputKeys;
    }

    /**
     * The query that a text says; {@code now} is the epoch in it.
     *
     * @throws JqException if the text is no query
     */
    public static JqQuery compile(String text) {
        return compile(text, EPOCH);
    }

    /**
     * The query that a text says, with a clock for {@code now}.
     *
     * @throws JqException if the text is no query
     */
    public static JqQuery compile(String text, InstantSource clock) {
        return new JqQuery(
                Program.compile(text, clock),
                QueryKeys.of(text).map(Set::stream).map(keys -> keys.toList()).orElse(List.of()));
    }

    /**
     * Runs on the JSON values that the bytes hold, in UTF-8, one after the other.
     *
     * @return every output, in order; numbers print as jq prints them
     * @throws JqException if the bytes are no JSON or the query fails, in jq's words
     */
    public List<JsonNode> run(byte[] data, int offset, int length) {
        return program.run(data, offset, length);
    }

    /**
     * Runs on one value.
     *
     * @return every output, in order
     * @throws JqException if the query fails, in jq's words
     */
    public List<JsonNode> run(JsonNode input) {
        return program.run(input);
    }

    /** A value as {@code jq -c} prints it. */
    public static String print(JsonNode value) {
        return JsonWriter.write(value);
    }

    /** The members of the object that the query makes, in order; empty if the query is not of that form. */
    public List<String> outputKeys() {
        return outputKeys;
    }
}
