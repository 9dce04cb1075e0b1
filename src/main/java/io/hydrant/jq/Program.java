package io.hydrant.jq;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import io.hydrant.jq.filter.BoundExceeded;
import io.hydrant.jq.filter.Filter;
import io.hydrant.jq.filter.Halt;
import io.hydrant.jq.filter.JqError;
import io.hydrant.jq.filter.Run;
import io.hydrant.jq.json.BadJson;
import io.hydrant.jq.json.JqReader;
import io.hydrant.jq.json.JsonReader;
import io.hydrant.jq.syntax.Builtins;
import io.hydrant.jq.syntax.Parser;
import io.hydrant.jq.syntax.QueryError;
import io.hydrant.jq.syntax.Syntax;
import org.jspecify.annotations.Nullable;

/** A compiled query, run on records. Nothing of it is loaded before the first query. */
final class Program {
    private final Filter filter;
    private final InstantSource clock;

    private Program(Filter filter, InstantSource clock) {
        this.filter = filter;
        this.clock = clock;
    }

    static Program compile(String text, InstantSource clock) {
        try {
            Syntax query = Parser.parse(text);
            return new Program(query.compile(Builtins.scope()), clock);
        } catch (QueryError e) {
            throw new JqException(String.valueOf(e.getMessage()), e);
        }
    }

    List<JsonNode> run(byte[] data, int offset, int length) {
        Optional<JsonNode> one = JsonReader.readOne(data, offset, length);
        if (one.isPresent()) {
            return run(one.get());
        }
        Inputs inputs = new Inputs(JsonReader.readAll(data, offset, length));
        List<JsonNode> outputs = new ArrayList<>();
        Run run = new Run(clock);
        run.setInputs(inputs);
        guarded(() -> {
            while (inputs.hasNext()) {
                run.apply(filter, inputs.next(), outputs::add);
            }
        });
        return outputs;
    }

    List<JsonNode> run(JsonNode input) {
        List<JsonNode> outputs = new ArrayList<>();
        guarded(() -> new Run(clock).apply(filter, input, outputs::add));
        return outputs;
    }

    private static void guarded(Runnable run) {
        try {
            run.run();
        } catch (Halt e) {
            if (e.isError()) {
                throw new JqException(String.valueOf(e.getMessage()), e);
            }
        } catch (JqError | BadJson | BoundExceeded e) {
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
