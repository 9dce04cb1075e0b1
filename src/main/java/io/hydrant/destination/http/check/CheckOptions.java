package io.hydrant.destination.http.check;

import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a check is asked to do.
 *
 * @param accessKey the right one; a secret
 * @param attributes common attributes of all requests
 * @param gzip whether the stream is to compress its bodies
 * @param timeout for each answer, by the machine's clock
 * @param slowBody how long the slow body takes; zero for none
 * @param large whether 64 MiB are sent too
 * @param failHeader a header for which the endpoint fails on purpose
 * @param countUrl a URL that answers how many records the endpoint has kept
 */
public record CheckOptions(
        URI url,
        Optional<String> accessKey,
        Map<String, String> attributes,
        boolean gzip,
        Duration timeout,
        Duration slowBody,
        boolean large,
        Optional<Header> failHeader,
        Optional<URI> countUrl) {
    /** The time that Firehose gives an endpoint. */
    public static final Duration TIMEOUT = Duration.ofMinutes(3);

    /** Long enough to meet the usual limits of proxies that wait for more of a request. */
    public static final Duration SLOW_BODY = Duration.ofSeconds(10);

    public CheckOptions {
        attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
    }

    /** A header of a request. */
    public record Header(String name, String value) {}

    /** What the requests of the stream look like. */
    Form form() {
        return new Form(accessKey, gzip, attributes, Form.LARGEST_BODY);
    }

    @Override
    public String toString() {
        return "CheckOptions[host=" + url.getHost() + "]";
    }
}
