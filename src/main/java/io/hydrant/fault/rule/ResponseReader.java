package io.hydrant.fault.rule;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import io.hydrant.fault.Effect;

/** Reads {@code then.response}: the answer that the far side is made to give. */
final class ResponseReader {
    private static final List<String> MEMBERS = List.of("status", "headers", "body");
    private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,200}");
    private static final Pattern VALUE = Pattern.compile("[\\x20-\\x7e\\t]{0,8192}");

    private ResponseReader() {}

    static Effect.Response read(JsonNode response, String path) {
        Members members = new Members(response, path, MEMBERS);
        int status = (int) members.integer("status", 200, 599).orElse(200);
        Map<String, List<String>> headers = new LinkedHashMap<>();
        if (members.has("headers")) {
            JsonNode given = members.get("headers").orElseThrow();
            if (!given.isObject()) {
                throw members.refused("headers", given + " is not an object of names and texts");
            }
            given.properties().forEach(header -> headers.put(header.getKey(), values(members, header)));
        }
        // A text is the body as it is; any other value of JSON is the body as JSON.
        byte[] body = members.get("body")
                .map(given -> given.isTextual() ? given.textValue() : given.toString())
                .orElse("")
                .getBytes(StandardCharsets.UTF_8);
        return new Effect.Response(status, headers, body);
    }

    private static List<String> values(Members members, Map.Entry<String, JsonNode> header) {
        List<String> values = new ArrayList<>();
        if (header.getValue().isArray()) {
            header.getValue().forEach(each -> values.add(value(members, header.getKey(), each)));
        } else {
            values.add(value(members, header.getKey(), header.getValue()));
        }
        return values;
    }

    private static String value(Members members, String name, JsonNode value) {
        if (!HEADER.matcher(name).matches()
                || !value.isTextual()
                || !VALUE.matcher(value.textValue()).matches()) {
            throw members.refused("headers", "\"" + name + "\": " + value + " is no header of HTTP");
        }
        return value.textValue();
    }
}
