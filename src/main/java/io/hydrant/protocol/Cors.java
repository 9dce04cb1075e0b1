package io.hydrant.protocol;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import io.hydrant.http.HttpResponse;
import io.hydrant.http.RequestHead;

/**
 * What a web page reads of an answer: everything, as from AWS's front end. Pages that may not call never come here; see {@link
 * io.hydrant.http.WebPages}. A request without {@code Origin} is left alone.
 */
public final class Cors {
    private static final String EXPOSED =
            "x-amzn-RequestId,x-amzn-ErrorType,x-amz-request-id,x-amz-id-2,x-amzn-ErrorMessage,Date";

    private Cors() {}

    /** {@code answer} with the headers that let the page behind the request read it. */
    public static HttpResponse allow(RequestHead head, HttpResponse answer) {
        if (head.header("Origin").isEmpty()) {
            return answer;
        }
        return answer.with("Access-Control-Allow-Origin", "*").with("Access-Control-Expose-Headers", EXPOSED);
    }

    /** The answer to a page's question what it may send; empty when the request is no such question. */
    static Optional<HttpResponse> preflight(RequestHead head, String requestId) {
        if (!head.method().equals("OPTIONS") || head.header("Origin").isEmpty()) {
            return Optional.empty();
        }
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put(ErrorWriter.REQUEST_ID, requestId);
        headers.put("Access-Control-Allow-Origin", "*");
        head.header("Access-Control-Request-Headers").ifPresent(h -> headers.put("Access-Control-Allow-Headers", h));
        head.header("Access-Control-Request-Method").ifPresent(m -> headers.put("Access-Control-Allow-Methods", m));
        headers.put("Access-Control-Max-Age", "172800");
        return Optional.of(new HttpResponse(200, headers, new byte[0]));
    }
}
