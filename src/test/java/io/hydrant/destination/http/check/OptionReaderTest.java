package io.hydrant.destination.http.check;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class OptionReaderTest {
    private static final String URL = "http://localhost:8080/in";

    @Test
    void aUrlIsEnough() {
        assertThat(OptionReader.read(Map.of("url", URL)))
                .isEqualTo(new CheckOptions(
                        URI.create(URL),
                        Optional.empty(),
                        Map.of(),
                        false,
                        Duration.ofMinutes(3),
                        Duration.ofSeconds(10),
                        false,
                        Optional.empty(),
                        Optional.empty()));
    }

    @Test
    void readsEveryOption() {
        Map<String, Object> tree = new HashMap<>();
        tree.put("url", URL);
        tree.put("accessKey", "k");
        tree.put("attributes", Map.of("team", "orders"));
        tree.put("gzip", true);
        tree.put("timeout", "PT5S");
        tree.put("slowBody", "0s");
        tree.put("large", true);
        tree.put("failHeader", "X-Fail: yes ");
        tree.put("countUrl", URL);

        assertThat(OptionReader.read(tree))
                .isEqualTo(new CheckOptions(
                        URI.create(URL),
                        Optional.of("k"),
                        Map.of("team", "orders"),
                        true,
                        Duration.ofSeconds(5),
                        Duration.ZERO,
                        true,
                        Optional.of(new CheckOptions.Header("X-Fail", "yes")),
                        Optional.of(URI.create(URL))));
    }

    static Stream<Arguments> wrong() {
        Map<String, String> attributes = new LinkedHashMap<>();
        for (int i = 0; i < 51; i++) {
            attributes.put("a" + i, "v");
        }
        String url = " is no URL such as https://example.com/records or http://localhost:8080/.";
        String span = " is a duration of at most 10m, such as 10s or 500ms.";
        return Stream.of(
                arguments("url", null, "url is missing: the URL of the endpoint to check."),
                arguments("url", 5, "url is no text."),
                arguments("url", "", "url" + url),
                arguments("url", "localhost:8080", "url" + url),
                arguments("url", "ftp://example.com/", "url" + url),
                arguments("url", "http:///in", "url" + url),
                arguments("url", "http://localhost:99999/", "url" + url),
                arguments("url", "http://local host/", "url" + url),
                arguments("countUrl", "/count", "countUrl" + url),
                arguments("accessKey", 5, "accessKey is no text."),
                arguments(
                        "accessKey",
                        "k".repeat(4097),
                        "accessKey has more than 4096 characters; Firehose takes no such key."),
                arguments("attributes", "a=b", "attributes is an object of names and texts."),
                arguments("attributes", Map.of("a", 1), "attributes.a is no text."),
                arguments("attributes", attributes, "attributes has more than 50 names; Firehose takes no more."),
                arguments("gzip", "yes", "gzip is true or false."),
                arguments("large", 1, "large is true or false."),
                arguments("timeout", "0s", "timeout is 0; no endpoint answers in no time."),
                arguments("timeout", "soon", "timeout" + span),
                arguments("timeout", "11m", "timeout" + span),
                arguments("slowBody", "-5s", "slowBody" + span),
                arguments("failHeader", "X-Fail", "failHeader is a header such as X-Fail: 1."),
                arguments("failHeader", "X-Fail: a\nb", "failHeader is a header such as X-Fail: 1."),
                arguments(
                        "acessKey",
                        "k",
                        "The check of an endpoint does not know 'acessKey'; it knows accessKey, attributes, countUrl,"
                                + " failHeader, gzip, large, slowBody, timeout, url."));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void aWrongOptionIsRefusedWithASentence(String name, Object value, String sentence) {
        Map<String, Object> tree = new HashMap<>(Map.of("url", URL));
        tree.put(name, value);

        assertThatThrownBy(() -> OptionReader.read(tree))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(sentence);
    }

    @Test
    void showsNoSecret() {
        assertThat(OptionReader.read(Map.of("url", URL + "?token=hidden", "accessKey", "sesame")))
                .asString()
                .doesNotContain("hidden", "sesame");
    }
}
