package io.hydrant.protocol;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;

import com.fasterxml.jackson.core.JsonGenerator;
import io.hydrant.aws.AwsError;
import io.hydrant.aws.RequestIds;
import io.hydrant.http.HttpResponse;
import io.hydrant.http.Refusals;

/** The one place that knows how AWS JSON 1.1 writes an error. */
public final class ErrorWriter {
    /** The media type of AWS JSON 1.1. */
    public static final String JSON_1_1 = "application/x-amz-json-1.1";
    /** The header with the request's id. */
    public static final String REQUEST_ID = "x-amzn-RequestId";

    private ErrorWriter() {}

    /** The answer that reports {@code error} to the client. */
    public static HttpResponse write(AwsError error, String requestId) {
        return write(error, requestId, BodyForm.JSON);
    }

    static HttpResponse write(AwsError error, String requestId, BodyForm form) {
        return new HttpResponse(
                error.httpStatus(), Map.of("Content-Type", form.mediaType(), REQUEST_ID, requestId), body(error, form));
    }

    /**
     * The answer to a body with more than {@code bound} bytes: {@code RequestEntityTooLargeException}, 413. AWS is said to send
     * 413 without a body, of which clients cannot make a sentence.
     */
    public static HttpResponse bodyTooLong(long bound) {
        return bodyTooLong(bound, BodyForm.JSON);
    }

    static HttpResponse bodyTooLong(long bound, BodyForm form) {
        return write(
                AwsError.server("RequestEntityTooLargeException", 413, Refusals.tooLong(bound)),
                RequestIds.next(),
                form);
    }

    /** The answer to a call that cannot be answered at the moment: {@code ServiceUnavailableException}, 503, which SDKs try again. */
    static HttpResponse unavailable(String sentence, BodyForm form) {
        return write(AwsError.server("ServiceUnavailableException", 503, sentence), RequestIds.next(), form);
    }

    /** The answer to a web page that may not call: {@code AccessDeniedException}, 403. */
    static HttpResponse forbidden(String sentence) {
        return write(AwsError.server("AccessDeniedException", 403, sentence), RequestIds.next());
    }

    private static byte[] body(AwsError error, BodyForm form) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(256);
        try (JsonGenerator json = form.generator(out)) {
            json.writeStartObject();
            json.writeStringField("__type", error.code());
            if (error.message().isPresent()) {
                json.writeStringField(textMember(error.code()), error.message().get());
            }
            for (Map.Entry<String, String> member : new TreeMap<>(error.members()).entrySet()) {
                json.writeStringField(member.getKey(), member.getValue());
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static String textMember(String code) {
        return code.equals("SerializationException") || code.equals("AccessDeniedException") ? "Message" : "message";
    }
}
