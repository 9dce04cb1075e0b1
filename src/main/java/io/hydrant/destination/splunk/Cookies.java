package io.hydrant.destination.splunk;

import java.net.http.HttpHeaders;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import com.google.errorprone.annotations.concurrent.GuardedBy;

/**
 * The cookies of a load balancer, sent back so that acknowledgements are asked of the node that took the data: the documents
 * demand sticky sessions. Thread-safe.
 */
final class Cookies {
    private static final int MOST = 50;

    @GuardedBy("this")
    private final Map<String, String> values = new LinkedHashMap<>();

    /** Keeps what an answer sets. */
    synchronized void keep(HttpHeaders headers) {
        for (String set : headers.allValues("Set-Cookie")) {
            String pair = set.split(";", 2)[0].strip();
            int equals = pair.indexOf('=');
            if (equals > 0 && (values.size() < MOST || values.containsKey(pair.substring(0, equals)))) {
                values.put(pair.substring(0, equals), pair);
            }
        }
    }

    /** The value of the header; empty while there is no cookie. */
    synchronized Optional<String> header() {
        return values.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", values.values()));
    }
}
