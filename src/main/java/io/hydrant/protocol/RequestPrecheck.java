package io.hydrant.protocol;

import java.util.Optional;

import io.hydrant.aws.AwsError;
import io.hydrant.http.HttpResponse;
import io.hydrant.http.RequestHead;

/** Answers that need no operation: preflights, wrong methods, wrong content types. Stateless. */
public final class RequestPrecheck {
    static final String TARGET = "X-Amz-Target";

    private static final AwsError UNKNOWN_OPERATION = AwsError.client("UnknownOperationException");
    private static final String XML = "text/xml";
    private static final String NO_OPERATION = "Unable to determine service/operation name to be authorized";

    private RequestPrecheck() {}

    /** The answer to a request that does not speak AWS JSON 1.1; empty when it does. */
    public static Optional<HttpResponse> refusal(RequestHead head, String requestId) {
        Optional<HttpResponse> preflight = Cors.preflight(head, requestId);
        if (preflight.isPresent()) {
            return preflight;
        }
        if (!head.method().equals("POST")) {
            return Optional.of(accessDenied(NO_OPERATION, requestId));
        }
        if (isJson(head)) {
            return Optional.empty();
        }
        if (mediaType(head).equalsIgnoreCase("application/json")) {
            return Optional.of(text(
                    404,
                    "application/json",
                    "{\"Output\":{\"__type\":\"com.amazon.coral.service#UnknownOperationException\"},\"Version\":\"1.0\"}",
                    requestId));
        }
        return Optional.of(
                head.header(TARGET).filter(target -> !target.isEmpty()).isPresent()
                        ? text(404, XML, "<UnknownOperationException/>\n", requestId)
                        : accessDenied(NO_OPERATION, requestId));
    }

    /** Whether the request's content type is AWS JSON 1.1. */
    static boolean isJson(RequestHead head) {
        return BodyForm.JSON.isOf(head);
    }

    /** The answer to a target that no operation has; a body that is no object is refused for that first. */
    static AwsError unknownOperation(byte[] body) {
        return unknownOperation(body, BodyForm.JSON);
    }

    static AwsError unknownOperation(byte[] body, BodyForm form) {
        if (body.length > 0) {
            JsonText.of(body, form, BoundedTexts.LONGEST);
        }
        return UNKNOWN_OPERATION;
    }

    /** The answer 403 of AWS's front end; {@code message} has no character that XML escapes. */
    static HttpResponse accessDenied(String message, String requestId) {
        return text(
                403,
                XML,
                """
                <AccessDeniedException>
                  <Message>%s</Message>
                </AccessDeniedException>
                """
                        .formatted(message),
                requestId);
    }

    /** The answer to a call of S3 where S3 is elsewhere, in S3's form, so that clients show it. */
    static HttpResponse noS3(String requestId) {
        return text(
                501,
                "application/xml",
                """
                <?xml version="1.0" encoding="UTF-8"?>
                <Error><Code>NotImplemented</Code><Message>S3 is not in this Hydrant, because HYDRANT_S3_ENDPOINT names \
                another one. Send calls of S3 there.</Message><RequestId>%s</RequestId></Error>
                """
                        .formatted(requestId),
                requestId);
    }

    private static HttpResponse text(int status, String contentType, String text, String requestId) {
        return HttpResponse.of(status, contentType, text).with(ErrorWriter.REQUEST_ID, requestId);
    }

    /** The content type without its parameters. */
    static String mediaType(RequestHead head) {
        String contentType = head.header("Content-Type").orElse("");
        int semicolon = contentType.indexOf(';');
        return (semicolon < 0 ? contentType : contentType.substring(0, semicolon)).strip();
    }
}
