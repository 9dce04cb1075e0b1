package io.hydrant.resource;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hydrant.aws.Arn;
import io.hydrant.jq.JqException;
import io.hydrant.jq.JqQuery;

/** Reads tables of names, and refuses what cannot stand for a name. */
public final class ResourceReader {
    private static final Pattern FUNCTION_NAME = Pattern.compile("[a-zA-Z0-9_-]{1,140}(:[a-zA-Z0-9$_.-]+)?");
    private static final Pattern FUNCTION_NAMES = Pattern.compile("[a-zA-Z0-9$_.:-]*\\*");
    private static final Pattern SERVERS = Pattern.compile("[^\\s,/:]+:\\d{1,5}(,[^\\s,/:]+:\\d{1,5})*");

    private ResourceReader() {}

    /**
     * Reads a table that is written as JSON.
     *
     * @throws ResourceException if it is no such table
     */
    public static Map<String, StandIn> read(String json) {
        try {
            return read(Json.MAPPER.readTree(json));
        } catch (JsonProcessingException e) {
            throw new ResourceException("The table is not JSON: "
                    + e.getOriginalMessage().lines().findFirst().orElse("") + '.');
        }
    }

    /** Reads a table of strings and maps. */
    static Map<String, StandIn> read(Map<String, Object> table) {
        return read(Json.MAPPER.<JsonNode>valueToTree(table));
    }

    /**
     * Reads a table.
     *
     * @throws ResourceException if it is no such table
     */
    public static Map<String, StandIn> read(JsonNode table) {
        if (!table.isObject()) {
            throw new ResourceException("The table is not a JSON object of names and of what stands for them.");
        }
        Map<String, StandIn> read = new LinkedHashMap<>();
        table.properties().forEach(member -> read.put(member.getKey(), standIn(member.getKey(), member.getValue())));
        return read;
    }

    /** Whether {@code name}, of the table, stands for functions. */
    static boolean isFunction(String name) {
        if (NameMatch.isBare(name)) {
            return FUNCTION_NAME.matcher(name).matches()
                    || FUNCTION_NAMES.matcher(name).matches();
        }
        return isOf(name, "lambda");
    }

    private static StandIn standIn(String name, JsonNode value) {
        checkName(name);
        if (value.isObject()) {
            return isOf(name, "kafka") ? propertiesFile(name, value) : query(name, value);
        }
        if (!value.isTextual() || value.textValue().isBlank()) {
            throw refused(name, "what stands for it is neither a text nor {\"jq\": \"…\"}");
        }
        String text = value.textValue().strip();
        if (isFunction(name)) {
            return function(name, text);
        }
        if (isOf(name, "kafka")) {
            return servers(name, text);
        }
        Optional<URI> url = url(text);
        if (url.isPresent()) {
            return new StandIn.Url(url.get());
        }
        boolean other = text.startsWith("jdbc:") || text.equals("none") || isUnknownKind(name);
        if (!other) {
            throw refused(name, "\"" + text + "\" is no URL with http:// or https:// and a host");
        }
        return new StandIn.Text(text);
    }

    private static void checkName(String name) {
        int star = name.indexOf('*');
        if (star >= 0 && star != name.length() - 1) {
            throw refused(name, "a * stands at the end of a name only");
        }
        boolean arn = name.startsWith("arn:");
        boolean whole = arn ? star >= 0 || Arn.parse(name).isPresent() : !NameMatch.isBare(name);
        if (!whole && !isFunction(name)) {
            throw refused(name, "it is neither an ARN nor a URL nor the name of a Lambda function");
        }
    }

    private static StandIn servers(String name, String text) {
        if (!SERVERS.matcher(text).matches()) {
            throw refused(name, "\"" + text + "\" is no list of bootstrap servers, as in b1:9092,b2:9092");
        }
        return new StandIn.Text(text);
    }

    private static StandIn propertiesFile(String name, JsonNode value) {
        JsonNode path = value.path("properties");
        if (value.size() != 1 || !path.isTextual() || path.textValue().isBlank()) {
            throw refused(name, "an object that stands for a cluster is {\"properties\": \"<a file>\"}");
        }
        return new StandIn.PropertiesFile(path.textValue());
    }

    private static StandIn query(String name, JsonNode value) {
        JsonNode text = value.path("jq");
        if (value.size() != 1 || !text.isTextual()) {
            throw refused(name, "an object that stands for it is {\"jq\": \"…\"}");
        }
        if (!isFunction(name)) {
            throw refused(name, "a jq expression stands for Lambda functions only");
        }
        try {
            JqQuery unused = JqQuery.compile(text.textValue());
            return new StandIn.Query(text.textValue());
        } catch (JqException e) {
            throw refused(
                    name,
                    "its jq expression is refused: "
                            + String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
        }
    }

    private static StandIn function(String name, String text) {
        boolean api = text.endsWith("#api");
        URI url = url(api ? text.substring(0, text.length() - 4) : text)
                .orElseThrow(() -> refused(
                        name,
                        "\"" + text
                                + "\" is no URL with http:// or https:// and a host, with #api behind it or nothing"));
        return api ? new StandIn.Api(url) : new StandIn.Url(url);
    }

    private static Optional<URI> url(String text) {
        try {
            URI url = new URI(text);
            String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
            boolean usable = url.getHost() != null && url.getFragment() == null && url.getPort() <= 65_535;
            return usable && (scheme.equals("http") || scheme.equals("https")) ? Optional.of(url) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /** Whether {@code name} is an ARN of a service that nothing in Hydrant asks for. */
    private static boolean isUnknownKind(String name) {
        return name.startsWith("arn:") && !isOf(name, "es") && !isOf(name, "aoss");
    }

    private static boolean isOf(String name, String service) {
        String[] parts = name.split(":", 4);
        return parts.length > 2
                && parts[0].equals("arn")
                && (parts[2].equals(service) || parts[2].equals(service + "*"));
    }

    private static ResourceException refused(String name, String why) {
        return new ResourceException("\"" + name + "\" is refused: " + why + (why.endsWith(".") ? "" : "."));
    }

    /** Loaded with the first table, because the start-up can do without. */
    private static final class Json {
        private static final ObjectMapper MAPPER = new ObjectMapper()
                .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    }
}
