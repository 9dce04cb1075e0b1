package io.hydrant.destination.http.check;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.util.Locale;

/** Requests of a delivery, changed in one thing. */
final class Variation {
    private Variation() {}

    static HttpRequest withHeader(HttpRequest request, String name, String value) {
        return HttpRequest.newBuilder(request, (header, given) -> true)
                .setHeader(name, value)
                .build();
    }

    static HttpRequest withBody(HttpRequest request, BodyPublisher body) {
        return HttpRequest.newBuilder(request, (header, given) -> true)
                .POST(body)
                .build();
    }

    static HttpRequest withHeaderNamesInLowerCase(HttpRequest request) {
        HttpRequest.Builder changed = HttpRequest.newBuilder(request, (header, given) -> false);
        request.headers()
                .map()
                .forEach((name, values) ->
                        values.forEach(value -> changed.header(name.toLowerCase(Locale.ROOT), value)));
        return changed.build();
    }
}
