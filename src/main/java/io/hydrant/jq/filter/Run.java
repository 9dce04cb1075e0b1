package io.hydrant.jq.filter;

import java.time.InstantSource;
import java.util.Collections;
import java.util.Iterator;
import java.util.function.Consumer;

import com.fasterxml.jackson.databind.JsonNode;
import io.hydrant.jq.json.Json;

/**
 * One run of a query: what it has used up, the values that {@code input} reads, and the clock. Of one thread. jq itself has no
 * bounds; these keep a query from holding a thread or the heap.
 */
public final class Run {
    /** About half a second. */
    static final long STEPS = 10_000_000;
    /** What all values that a run makes may take together, in bytes, roughly. */
    static final long BYTES = 64 << 20;

    /** How deep an output may nest. */
    static final int DEPTH = 1000;

    private final InstantSource clock;
    private final Env root = Env.root(this);
    private Iterator<JsonNode> inputs = Collections.emptyIterator();
    private int labels;
    private long steps = STEPS;
    private long bytes = BYTES;

    public Run(InstantSource clock) {
        this.clock = clock;
    }

    /** The way out of a label that is being entered. */
    public Break label() {
        return new Break(labels++);
    }

    public Env root() {
        return root;
    }

    public InstantSource clock() {
        return clock;
    }

    /** The values that are still to be read; {@code input} takes the next. */
    public Iterator<JsonNode> inputs() {
        return inputs;
    }

    public void setInputs(Iterator<JsonNode> inputs) {
        this.inputs = inputs;
    }

    /**
     * Counts one step.
     *
     * @throws BoundExceeded if it is one too many
     */
    public void step() {
        steps(1);
    }

    /** Counts steps that a function does at once. */
    public void steps(long count) {
        steps -= count;
        if (steps < 0) {
            throw new BoundExceeded("The query takes more than " + STEPS + " steps.");
        }
    }

    /** Counts bytes that are about to be allocated. */
    public void allocate(long count) {
        bytes -= count;
        if (bytes < 0) {
            throw new BoundExceeded("The query makes more than " + (BYTES >> 20) + " MiB of values.");
        }
    }

    /**
     * Runs a filter on one value.
     *
     * @throws JqError what the query fails with
     */
    public void apply(Filter filter, JsonNode in, Consumer<JsonNode> outputs) {
        filter.run(root, null, in, (path, value) -> {
            allocate(Long.SIZE);
            // Each level of an output that the input has not takes a step.
            if (STEPS - steps > DEPTH && Json.isDeeper(value, DEPTH)) {
                throw new BoundExceeded("The query makes a value that nests more than " + DEPTH + " levels deep.");
            }
            outputs.accept(value);
        });
    }
}
