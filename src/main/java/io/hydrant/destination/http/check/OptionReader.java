package io.hydrant.destination.http.check;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.hydrant.time.DurationText;
import org.jspecify.annotations.Nullable;

/** Reads the options of a check from a tree of JSON. Each thing that is wrong is refused with a sentence. */
public final class OptionReader {
    private static final Set<String> KNOWN =
            Set.of("url", "accessKey", "attributes", "gzip", "timeout", "slowBody", "large", "failHeader", "countUrl");

    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final int LONGEST_KEY = 4096;
    private static final int MOST_ATTRIBUTES = 50;
    private static final int LAST_PORT = 65_535;
    private static final Pattern HEADER = Pattern.compile("([A-Za-z0-9!#$%&'*+.^_`|~-]+):\\s*([ -~]*)");

    private final Map<String, ?> tree;

    private OptionReader(Map<String, ?> tree) {
        this.tree = tree;
    }

    /**
     * Reads {@code tree}.
     *
     * @throws IllegalArgumentException with a sentence that says what would be right
     */
    public static CheckOptions read(Map<String, ?> tree) {
        for (String name : new TreeSet<>(tree.keySet())) {
            if (!KNOWN.contains(name)) {
                throw refused("The check of an endpoint does not know '" + name + "'; it knows "
                        + String.join(", ", new TreeSet<>(KNOWN)) + ".");
            }
        }
        return new OptionReader(tree).options();
    }

    private CheckOptions options() {
        URI url = url("url").orElseThrow(() -> refused("url is missing: the URL of the endpoint to check."));
        Optional<String> accessKey = text("accessKey").filter(key -> !key.isEmpty());
        if (accessKey.filter(key -> key.length() > LONGEST_KEY).isPresent()) {
            throw refused("accessKey has more than 4096 characters; Firehose takes no such key.");
        }
        Duration timeout = duration("timeout").orElse(CheckOptions.TIMEOUT);
        if (timeout.isZero()) {
            throw refused("timeout is 0; no endpoint answers in no time.");
        }
        return new CheckOptions(
                url,
                accessKey,
                attributes(),
                is("gzip"),
                timeout,
                duration("slowBody").orElse(CheckOptions.SLOW_BODY),
                is("large"),
                text("failHeader").map(OptionReader::header),
                url("countUrl"));
    }

    private Optional<URI> url(String name) {
        return text(name).map(text -> {
            URI url = uri(text);
            String scheme = url == null || url.getScheme() == null ? "" : url.getScheme();
            if (url == null
                    || !Set.of("http", "https").contains(scheme.toLowerCase(Locale.ROOT))
                    || url.getHost() == null
                    || url.getPort() > LAST_PORT) {
                throw refused(name + " is no URL such as https://example.com/records or http://localhost:8080/.");
            }
            return url;
        });
    }

    private static @Nullable URI uri(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            return null;
        }
    }

    private Map<String, String> attributes() {
        Object given = tree.get("attributes");
        Map<String, String> attributes = new LinkedHashMap<>();
        if (given == null) {
            return attributes;
        }
        if (!(given instanceof Map<?, ?> map)) {
            throw refused("attributes is an object of names and texts.");
        }
        map.forEach((name, value) -> {
            if (!(value instanceof String text)) {
                throw refused("attributes." + name + " is no text.");
            }
            attributes.put(String.valueOf(name), text);
        });
        if (attributes.size() > MOST_ATTRIBUTES) {
            throw refused("attributes has more than 50 names; Firehose takes no more.");
        }
        return attributes;
    }

    private static CheckOptions.Header header(String text) {
        Matcher header = HEADER.matcher(text);
        if (!header.matches()) {
            throw refused("failHeader is a header such as X-Fail: 1.");
        }
        return new CheckOptions.Header(header.group(1), header.group(2).strip());
    }

    private Optional<Duration> duration(String name) {
        return text(name).map(text -> DurationText.read(text.strip())
                .filter(duration -> duration.compareTo(LONGEST) <= 0)
                .orElseThrow(() -> refused(name + " is a duration of at most 10m, such as 10s or 500ms.")));
    }

    private boolean is(String name) {
        Object value = tree.get(name);
        if (value != null && !(value instanceof Boolean)) {
            throw refused(name + " is true or false.");
        }
        return Boolean.TRUE.equals(value);
    }

    private Optional<String> text(String name) {
        Object value = tree.get(name);
        if (value != null && !(value instanceof String)) {
            throw refused(name + " is no text.");
        }
        return Optional.ofNullable((String) value);
    }

    private static IllegalArgumentException refused(String sentence) {
        return new IllegalArgumentException(sentence);
    }
}
