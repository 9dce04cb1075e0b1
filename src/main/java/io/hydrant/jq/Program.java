package io.hydrant.jq;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Supplier;

import com.fasterxml.jackson.databind.JsonNode;
import io.hydrant.jq.filter.BoundExceeded;
import io.hydrant.jq.filter.Filter;
import io.hydrant.jq.filter.Halt;
import io.hydrant.jq.filter.JqError;
import io.hydrant.jq.filter.Run;
import io.hydrant.jq.json.BadJson;
import io.hydrant.jq.json.JqReader;
import io.hydrant.jq.json.JsonReader;
import io.hydrant.jq.json.Normal;
import io.hydrant.jq.json.Wanted;
import io.hydrant.jq.syntax.Builtins;
import io.hydrant.jq.syntax.Parser;
import io.hydrant.jq.syntax.QueryError;
import io.hydrant.jq.syntax.Syntax;
import org.jspecify.annotations.Nullable;

/** A compiled query, run on records. Nothing of it is loaded before the first query. */
final class Program {
    private final Filter filter;
    private final Wanted wanted;
    private final InstantSource clock;

    private Program(Filter filter, Wanted wanted, InstantSource clock) {
        this.filter = filter;
        this.wanted = wanted;
        this.clock = clock;
    }

    static Program compile(String text, InstantSource clock) {
        try {
            Syntax query = Parser.parse(text);
            Wanted wanted = new Wanted();
            Wanted outputs = query.wants(wanted);
            if (outputs != null) {
                outputs.all();
            }
            return new Program(query.compile(Builtins.scope()), wanted, clock);
        } catch (QueryError e) {
            throw new JqException(String.valueOf(e.getMessage()), e);
        }
    }

    List<JsonNode> run(byte[] data, int offset, int length) {
        return guarded(() -> DeepStack.run(() -> runAll(data, offset, length)));
    }

    List<JsonNode> run(JsonNode input) {
        return guarded(() -> DeepStack.run(() -> runOn(Normal.of(input))));
    }

    private List<JsonNode> runAll(byte[] data, int offset, int length) {
        Optional<JsonNode> one = JsonReader.readOne(data, offset, length, wanted);
        if (one.isPresent()) {
            return runOn(one.get());
        }
        Inputs inputs = new Inputs(JsonReader.readAll(data, offset, length));
        List<JsonNode> outputs = new ArrayList<>();
        Run run = new Run(clock);
        run.setInputs(inputs);
        try {
            while (inputs.hasNext()) {
                run.apply(filter, inputs.next(), outputs::add);
            }
        } catch (Halt e) {
            rethrow(e);
        }
        return outputs;
    }

    private List<JsonNode> runOn(JsonNode input) {
        List<JsonNode> outputs = new ArrayList<>();
        try {
            new Run(clock).apply(filter, input, outputs::add);
        } catch (Halt e) {
            rethrow(e);
        }
        return outputs;
    }

    /** What was emitted before a halt counts, unless the halt is an error. */
    private static void rethrow(Halt halt) {
        if (halt.isError()) {
            throw halt;
        }
    }

    private static List<JsonNode> guarded(Supplier<List<JsonNode>> run) {
        try {
            return run.get();
        } catch (Halt | JqError | BadJson | BoundExceeded e) {
            throw new JqException(String.valueOf(e.getMessage()), e);
        }
    }

    /** The values of a record that holds not exactly one. */
    private static final class Inputs implements Iterator<JsonNode> {
        private final JqReader reader;
        private @Nullable JsonNode next;

        Inputs(JqReader reader) {
            this.reader = reader;
        }

        @Override
        public boolean hasNext() {
            if (next == null) {
                next = reader.next();
            }
            return next != null;
        }

        @Override
        public JsonNode next() {
            if (!hasNext() || next == null) {
                throw new NoSuchElementException();
            }
            JsonNode value = next;
            next = null;
            return value;
        }
    }
}
