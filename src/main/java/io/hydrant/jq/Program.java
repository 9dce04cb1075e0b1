package io.hydrant.jq;

import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import net.thisptr.jackson.jq.BuiltinFunctionLoader;
import net.thisptr.jackson.jq.JsonQuery;
import net.thisptr.jackson.jq.Scope;
import net.thisptr.jackson.jq.Versions;
import net.thisptr.jackson.jq.exception.JsonQueryException;

/** A query as the library compiles it. */
final class Program {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Scope FUNCTIONS = functions();

    private final JsonQuery query;

    private Program(JsonQuery query) {
        this.query = query;
    }

    private static Scope functions() {
        Scope scope = Scope.newEmptyScope();
        BuiltinFunctionLoader.getInstance().loadFunctions(Versions.JQ_1_6, scope);
        return scope;
    }

    static Program compile(String text, InstantSource clock) {
        try {
            return new Program(JsonQuery.compile(text, Versions.JQ_1_6));
        } catch (JsonQueryException e) {
            throw new JqException(String.valueOf(e.getMessage()), e);
        }
    }

    List<JsonNode> run(byte[] data, int offset, int length) {
        List<JsonNode> outputs = new ArrayList<>();
        try (MappingIterator<JsonNode> inputs = JSON.readerFor(JsonNode.class).readValues(data, offset, length)) {
            while (inputs.hasNextValue()) {
                query.apply(Scope.newChildScope(FUNCTIONS), inputs.nextValue(), outputs::add);
            }
        } catch (IOException e) {
            throw new JqException(String.valueOf(e.getMessage()), e);
        }
        return outputs;
    }

    List<JsonNode> run(JsonNode input) {
        List<JsonNode> outputs = new ArrayList<>();
        try {
            query.apply(Scope.newChildScope(FUNCTIONS), input, outputs::add);
        } catch (JsonQueryException e) {
            throw new JqException(String.valueOf(e.getMessage()), e);
        }
        return outputs;
    }
}
