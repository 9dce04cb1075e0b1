package io.hydrant.service.sts.api;

import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import io.hydrant.aws.AwsError;
import io.hydrant.aws.AwsException;

import static java.nio.charset.StandardCharsets.UTF_8;

/** The parameters of a request in the Query protocol, and the checks that AWS makes of them. */
final class QueryForm {
    private static final Pattern SEPARATOR = Pattern.compile("&");

    private final Map<String, String> parameters = new HashMap<>();

    /** @throws AwsException {@code MalformedQueryString} when the percent encoding is broken */
    QueryForm(String encoded) {
        try {
            SEPARATOR.splitAsStream(encoded).filter(pair -> !pair.isEmpty()).forEach(pair -> {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                String value = equals < 0 ? "" : pair.substring(equals + 1);
                parameters.put(URLDecoder.decode(name, UTF_8), URLDecoder.decode(value, UTF_8));
            });
        } catch (IllegalArgumentException e) {
            throw new AwsException(AwsError.client("MalformedQueryString", "The query string cannot be decoded"));
        }
    }

    Optional<String> get(String name) {
        return Optional.ofNullable(parameters.get(name));
    }

    boolean hasAny(String prefix) {
        return parameters.keySet().stream().anyMatch(name -> name.startsWith(prefix));
    }

    /** The values of {@code prefix.1suffix}, {@code prefix.2suffix}, … */
    List<String> list(String prefix, String suffix) {
        List<String> values = new ArrayList<>();
        for (int i = 1; parameters.containsKey(prefix + '.' + i + suffix); i++) {
            values.add(parameters.getOrDefault(prefix + '.' + i + suffix, ""));
        }
        return values;
    }

    /** A text that has to be there, within its lengths and pattern. */
    String required(String name, int min, int max, Pattern pattern) {
        String value = parameters.get(name);
        if (value == null) {
            throw constraint("null", name, "Member must not be null");
        }
        return checked(name, value, min, max, pattern);
    }

    /** A text that may be missing. */
    Optional<String> optional(String name, int min, int max, Pattern pattern) {
        return get(name).map(value -> checked(name, value, min, max, pattern));
    }

    /** A whole number within its bounds. */
    int number(String name, int fallback, int min, int max) {
        String text = parameters.get(name);
        if (text == null) {
            return fallback;
        }
        int value;
        try {
            value = Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new AwsException(AwsError.client("MalformedInput", "Invalid Argument"));
        }
        if (value < min) {
            throw constraint(quoted(text), name, "Member must have value greater than or equal to " + min);
        }
        if (value > max) {
            throw constraint(quoted(text), name, "Member must have value less than or equal to " + max);
        }
        return value;
    }

    private static String checked(String name, String value, int min, int max, Pattern pattern) {
        if (value.length() < min) {
            throw constraint(quoted(value), name, "Member must have length greater than or equal to " + min);
        }
        if (value.length() > max) {
            throw constraint(quoted(value), name, "Member must have length less than or equal to " + max);
        }
        if (!pattern.matcher(value).matches()) {
            throw constraint(
                    quoted(value), name, "Member must satisfy regular expression pattern: " + pattern.pattern());
        }
        return value;
    }

    private static String quoted(String value) {
        return '\'' + value + '\'';
    }

    private static AwsException constraint(String value, String name, String rule) {
        String member = Character.toLowerCase(name.charAt(0)) + name.substring(1);
        return new AwsException(AwsError.client(
                "ValidationError",
                "1 validation error detected: Value " + value + " at '" + member + "' failed to satisfy constraint: "
                        + rule));
    }
}
