package io.hydrant.fault.rule;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

import com.fasterxml.jackson.databind.JsonNode;

/** A JSON object of a rule, whose members are read one by one. What cannot be right is refused with its path. */
final class Members {
    private final JsonNode object;
    private final String path;

    /**
     * @param path how a sentence names the object, such as {@code then}; empty for the rule itself
     * @param known the members that it may have
     */
    Members(JsonNode object, String path, List<String> known) {
        this.object = object;
        this.path = path;
        if (!object.isObject()) {
            throw new FaultException((path.isEmpty() ? "A rule" : path) + " is not a JSON object with "
                    + String.join(", ", known) + '.');
        }
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            if (!known.contains(member.getKey())) {
                throw refused(member.getKey(), "there is no such member; there are " + String.join(", ", known));
            }
        }
    }

    boolean has(String name) {
        return object.has(name);
    }

    Optional<JsonNode> get(String name) {
        return Optional.ofNullable(object.get(name));
    }

    /** The path of a member. */
    String path(String name) {
        return path.isEmpty() ? name : path + '.' + name;
    }

    Optional<String> text(String name) {
        return get(name).map(value -> {
            if (!value.isTextual()) {
                throw refused(name, value + " is no text" + (value.isNumber() ? "; write it as \"" + value + '"' : ""));
            }
            if (value.textValue().isEmpty()) {
                throw refused(name, "the text is empty");
            }
            return value.textValue();
        });
    }

    OptionalLong integer(String name, long least, long most) {
        Optional<JsonNode> value = get(name);
        if (value.isEmpty()) {
            return OptionalLong.empty();
        }
        JsonNode number = value.get();
        if (!number.isIntegralNumber()
                || !number.canConvertToLong()
                || number.longValue() < least
                || number.longValue() > most) {
            throw refused(name, number + " is not an integer from " + least + " to " + most);
        }
        return OptionalLong.of(number.longValue());
    }

    /** A number above 0, and at most 1. */
    OptionalDouble probability(String name) {
        Optional<JsonNode> value = get(name);
        if (value.isEmpty()) {
            return OptionalDouble.empty();
        }
        JsonNode number = value.get();
        if (!number.isNumber() || !(number.doubleValue() > 0) || number.doubleValue() > 1) {
            throw refused(name, number + " is not a number above 0 and at most 1");
        }
        return OptionalDouble.of(number.doubleValue());
    }

    boolean flag(String name) {
        Optional<JsonNode> value = get(name);
        if (value.isPresent() && !value.get().isBoolean()) {
            throw refused(name, value.get() + " is neither true nor false");
        }
        return value.isPresent() && value.get().booleanValue();
    }

    /** One of {@code words}. */
    Optional<String> word(String name, List<String> words, String what) {
        return text(name).map(given -> {
            if (!words.contains(given)) {
                throw refused(name, "\"" + given + "\" is no " + what + "; there are " + String.join(", ", words));
            }
            return given;
        });
    }

    FaultException refused(String name, String why) {
        return new FaultException(path(name) + ": " + why + (why.endsWith(".") ? "" : "."));
    }
}
