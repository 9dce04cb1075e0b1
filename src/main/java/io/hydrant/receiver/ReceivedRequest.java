package io.hydrant.receiver;

import java.net.URI;
import java.net.http.HttpHeaders;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import io.hydrant.http.client.SentBody;

/**
 * A request that came to a receiver.
 *
 * @param body as it was sent; who keeps some of it keeps a copy
 */
public record ReceivedRequest(String method, URI url, HttpHeaders headers, SentBody body) {
    private static final Set<String> SECRET =
            Set.of("authorization", "proxy-authorization", "cookie", "x-amz-security-token");

    /** The request in the JSON of the control API: without its body, and without anything that is a secret. */
    Map<String, Object> shown() {
        Map<String, Object> shownHeaders = new LinkedHashMap<>();
        headers.map().forEach((name, values) -> {
            if (!SECRET.contains(name.toLowerCase(Locale.ROOT))) {
                shownHeaders.put(name, String.join(", ", values));
            }
        });
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("method", method);
        shown.put("url", location(url));
        shown.put("headers", shownHeaders);
        shown.put("bytes", body.length());
        return shown;
    }

    /** Without the query and the user, which may be secrets. */
    private static String location(URI url) {
        String port = url.getPort() < 0 ? "" : ":" + url.getPort();
        return url.getScheme() + "://" + url.getHost() + port + url.getRawPath();
    }

    /** Without its headers and its body. */
    @Override
    public String toString() {
        return "ReceivedRequest[" + method + ' ' + location(url) + ']';
    }
}
