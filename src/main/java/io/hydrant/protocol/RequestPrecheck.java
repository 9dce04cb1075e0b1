package io.hydrant.protocol;

import java.util.Optional;

import io.hydrant.aws.AwsError;
import io.hydrant.http.HttpResponse;
import io.hydrant.http.RequestHead;

/** What is answered before anybody looks at the operation: preflights, wrong methods, wrong content types. Stateless. */
public final class RequestPrecheck {
    static final String TARGET = "X-Amz-Target";

    private static final AwsError UNKNOWN_OPERATION = AwsError.client("UnknownOperationException");
    private static final String XML = "text/xml";

    private RequestPrecheck() {}

    /** The answer to a request that does not speak AWS JSON 1.1; empty when it does. */
    public static Optional<HttpResponse> refusal(RequestHead head, String requestId) {
        Optional<HttpResponse> preflight = Cors.preflight(head, requestId);
        if (preflight.isPresent()) {
            return preflight;
        }
        if (!head.method().equals("POST")) {
            return Optional.of(accessDenied(requestId));
        }
        String contentType = mediaType(head.header("Content-Type").orElse(""));
        if (contentType.equalsIgnoreCase(ErrorWriter.JSON_1_1)) {
            return Optional.empty();
        }
        if (contentType.equalsIgnoreCase("application/json")) {
            return Optional.of(text(
                    404,
                    "application/json",
                    "{\"Output\":{\"__type\":\"com.amazon.coral.service#UnknownOperationException\"},\"Version\":\"1.0\"}",
                    requestId));
        }
        return Optional.of(
                head.header(TARGET).filter(target -> !target.isEmpty()).isPresent()
                        ? text(404, XML, "<UnknownOperationException/>\n", requestId)
                        : accessDenied(requestId));
    }

    /** The answer to a target that no operation has; a body that is no JSON object is refused for that first. */
    static AwsError unknownOperation(byte[] body) {
        if (body.length > 0) {
            JsonText.of(body);
        }
        return UNKNOWN_OPERATION;
    }

    private static HttpResponse accessDenied(String requestId) {
        return text(
                403,
                XML,
                """
                <AccessDeniedException>
                  <Message>Unable to determine service/operation name to be authorized</Message>
                </AccessDeniedException>
                """,
                requestId);
    }

    private static HttpResponse text(int status, String contentType, String text, String requestId) {
        return HttpResponse.of(status, contentType, text).with(ErrorWriter.REQUEST_ID, requestId);
    }

    /** The content type without its parameters. */
    private static String mediaType(String contentType) {
        int semicolon = contentType.indexOf(';');
        return (semicolon < 0 ? contentType : contentType.substring(0, semicolon)).strip();
    }
}
