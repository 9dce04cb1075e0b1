package io.hydrant.node;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import io.hydrant.http.HttpRequest;
import io.hydrant.http.HttpResponse;
import io.hydrant.http.NoAnswerException;
import io.hydrant.http.RequestHead;

/** A call as it goes on to another node, and the answer as it comes back. */
final class Copy {
    /** Marks a call that comes from another node. */
    private static final String FORWARDED = "X-Hydrant-Forwarded";

    /** Of an answer to HEAD it is not that of the body. */
    private static final String LENGTH = "content-length";

    /** Between two ends of a connection, or about the page that asks, which this node has looked at. */
    private static final Set<String> OWN = Set.of(
            "connection",
            LENGTH,
            "date",
            "expect",
            "host",
            "http2-settings",
            "keep-alive",
            "origin",
            "referer",
            "sec-fetch-dest",
            "sec-fetch-mode",
            "sec-fetch-site",
            "sec-fetch-user",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade");

    private static final String ORIGIN = "Origin";

    /** In place of the page's own, which this node has looked at: the other one may not know the host that it came from. */
    private static final String ALLOWED = "http://localhost";

    /** Of an answer in place of none: how the client's connection is to end. */
    private static final String ENDING = "X-Hydrant-Ending";

    /** The answer of a node that does not give the one that was asked for. */
    private static final int MISDIRECTED = 421;

    private Copy() {}

    /** Whether a call comes from another node. */
    static boolean isOne(RequestHead head) {
        return head.header(FORWARDED).isPresent();
    }

    /** @param address of the node */
    static java.net.http.HttpRequest of(HttpRequest request, String address) {
        RequestHead head = request.head();
        java.net.http.HttpRequest.Builder out = java.net.http.HttpRequest.newBuilder(Target.at(address, head))
                .method(
                        head.method(),
                        request.body().length == 0
                                ? BodyPublishers.noBody()
                                : BodyPublishers.ofByteArray(request.body()))
                .header(FORWARDED, "1");
        for (String name : head.headerNames()) {
            if (!OWN.contains(name.toLowerCase(Locale.ROOT))) {
                head.header(name).ifPresent(value -> out.setHeader(name, value));
            }
        }
        if (head.header(ORIGIN).isPresent()) {
            out.setHeader(ORIGIN, ALLOWED);
        }
        return out.build();
    }

    /** Reports to the other node that this one does not lead. */
    static HttpResponse notLeading() {
        return HttpResponse.of(MISDIRECTED, "text/plain", "This node does not lead.");
    }

    /** Reports to the other node that its client gets no answer. */
    static HttpResponse noAnswer(NoAnswerException none) {
        return HttpResponse.of(MISDIRECTED, "text/plain", "The client gets no answer.")
                .with(ENDING, none.ending().name());
    }

    /** Whether the node did not lead. */
    static boolean isNotLeading(java.net.http.HttpResponse<byte[]> response) {
        return response.statusCode() == MISDIRECTED
                && response.headers().firstValue(ENDING).isEmpty();
    }

    /**
     * The answer of the node as this one gives it.
     *
     * @throws NoAnswerException when the client gets none
     */
    static HttpResponse back(java.net.http.HttpResponse<byte[]> response) {
        response.headers().firstValue(ENDING).ifPresent(ending -> {
            throw new NoAnswerException(NoAnswerException.Ending.valueOf(ending));
        });
        Map<String, String> headers = new LinkedHashMap<>();
        response.headers().map().forEach((name, values) -> {
            if (name.equalsIgnoreCase(LENGTH) || !OWN.contains(name.toLowerCase(Locale.ROOT))) {
                headers.put(name, values.get(0));
            }
        });
        return new HttpResponse(response.statusCode(), headers, response.body());
    }
}
