package io.hydrant.jq.function;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.BinaryOperator;
import java.util.function.Supplier;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.hydrant.jq.filter.JqError;
import io.hydrant.jq.json.Json;

/** Functions of dates. Local time is UTC. */
final class Dates {
    private static final int FIELDS = 8;
    private static final int SECOND = 5;
    /** What a date costs beside a simple step. */
    private static final int STEPS = 10;

    private static final double LAST_SECOND = 31_556_889_864_403_200.0;

    private Dates() {}

    static void addTo(Functions functions) {
        functions.compute("now", 0, (run, in, arguments) -> {
            Instant now = run.clock().instant();
            return Json.number(now.getEpochSecond() + TimeUnit.NANOSECONDS.toMicros(now.getNano()) / 1e6);
        });
        add(functions, "gmtime", 0, (in, format) -> fields(in, "gmtime() requires numeric inputs"));
        add(functions, "localtime", 0, (in, format) -> fields(in, "localtime() requires numeric inputs"));
        add(functions, "mktime", 0, (in, format) -> seconds(in));
        add(functions, "strftime", 1, (in, format) -> written("strftime/1", in, format));
        add(functions, "strflocaltime", 1, (in, format) -> written("strflocaltime/1", in, format));
        add(functions, "strptime", 1, Dates::read);
    }

    private static void add(Functions functions, String name, int arguments, BinaryOperator<JsonNode> function) {
        functions.compute(name, arguments, (run, in, given) -> {
            run.steps(STEPS);
            return function.apply(in, arguments == 0 ? Json.NULL : given[0]);
        });
    }

    /** Year, month from 0, day, hour, minute, second with its fraction, day of the week, day of the year from 0. */
    private static ArrayNode fields(JsonNode in, String error) {
        int[] time = time(in, error).fields();
        double seconds = in.doubleValue();
        ArrayNode fields = Json.array();
        for (int i = 0; i < FIELDS; i++) {
            fields.add(Json.number(i == SECOND ? time[i] + (seconds - Math.floor(seconds)) : time[i]));
        }
        return fields;
    }

    private static JsonNode seconds(JsonNode in) {
        if (!in.isArray()) {
            throw new JqError("mktime requires array inputs");
        }
        BrokenDownTime time = parsed(in, "mktime requires parsed datetime inputs");
        long seconds = guarded(time::epochSecond, "invalid gmtime representation");
        // The C library says -1 for an error, and for the second before 1970.
        if (seconds == -1) {
            throw new JqError("invalid gmtime representation");
        }
        return Json.number((double) seconds);
    }

    /** What a calculation gives; an error for years that the calendar has not. */
    private static <T> T guarded(Supplier<T> calculation, String error) {
        try {
            return calculation.get();
        } catch (DateTimeException | ArithmeticException e) {
            throw new JqError(error);
        }
    }

    private static BrokenDownTime parsed(JsonNode in, String error) {
        int[] fields = new int[FIELDS];
        for (int i = 0; i < FIELDS; i++) {
            JsonNode field = in.get(i);
            if (field == null || !field.isNumber()) {
                throw new JqError(error);
            }
            fields[i] = (int) field.doubleValue();
        }
        return new BrokenDownTime(fields);
    }

    private static BrokenDownTime time(JsonNode in, String error) {
        if (!in.isNumber()) {
            throw new JqError(error);
        }
        double seconds = in.doubleValue();
        if (Double.isNaN(seconds) || Math.abs(seconds) > LAST_SECOND) {
            throw new JqError("errror converting number of seconds since epoch to datetime");
        }
        return BrokenDownTime.of((long) seconds);
    }

    private static JsonNode written(String function, JsonNode in, JsonNode format) {
        if (!in.isNumber() && !in.isArray()) {
            throw new JqError(function + " requires parsed datetime inputs");
        }
        if (!format.isTextual()) {
            throw new JqError(function + " requires a string format");
        }
        String error = function + " requires parsed datetime inputs";
        BrokenDownTime time = in.isNumber() ? time(in, error) : parsed(in, error);
        String text = guarded(() -> DateFormat.write(time, format.textValue()), function + ": unknown system failure");
        if (text.isEmpty()) {
            throw new JqError(function + ": unknown system failure");
        }
        return Json.text(text);
    }

    private static JsonNode read(JsonNode in, JsonNode format) {
        if (!in.isTextual() || !format.isTextual()) {
            throw new JqError("strptime/1 requires string inputs and arguments");
        }
        DateParser parser = new DateParser(in.textValue());
        boolean matches = parser.read(format.textValue());
        String rest = parser.rest();
        if (!matches || (!rest.isEmpty() && !Character.isWhitespace(rest.charAt(0)))) {
            throw new JqError("date \"" + in.textValue() + "\" does not match format \"" + format.textValue() + "\"");
        }
        ArrayNode fields = Json.array();
        for (int field : parser.time().fields()) {
            fields.add(Json.number(field));
        }
        return rest.isEmpty() ? fields : fields.add(rest);
    }
}
