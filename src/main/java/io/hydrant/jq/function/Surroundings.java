package io.hydrant.jq.function;

import java.util.Iterator;

import com.fasterxml.jackson.databind.JsonNode;
import io.hydrant.jq.filter.Halt;
import io.hydrant.jq.filter.JqError;
import io.hydrant.jq.json.Json;
import io.hydrant.jq.json.JsonWriter;

/** Functions of what surrounds a query: inputs, environment, messages. Of Hydrant's process they tell nothing. */
final class Surroundings {
    private Surroundings() {}

    static void addTo(Functions functions) {
        functions.compute("env", in -> Json.object());
        functions.compute("debug", in -> in);
        functions.compute("stderr", in -> in);
        functions.compute("input_filename", in -> Json.NULL);
        functions.compute("input_line_number", in -> Json.number(0));
        functions.compute("input", 0, (run, in, arguments) -> {
            Iterator<JsonNode> inputs = run.inputs();
            if (!inputs.hasNext()) {
                throw new JqError("break");
            }
            return inputs.next();
        });
        functions.compute("halt", in -> {
            throw new Halt(false, "");
        });
        functions.compute("halt_error", 1, (run, in, arguments) -> {
            if (!arguments[0].isNumber()) {
                throw new JqError(Json.shown(in) + " halt_error/1: number required");
            }
            if (in.isNull()) {
                throw new Halt(true, "");
            }
            throw new Halt(true, in.isTextual() ? in.textValue() : JsonWriter.write(in) + "\n");
        });
    }
}
