package io.hydrant.service.s3.embedded.api.wire;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import io.hydrant.aws.AwsError;
import io.hydrant.aws.RequestIds;
import io.hydrant.http.HttpResponse;
import io.hydrant.service.s3.embedded.document.XmlText;

/** Answers as S3 shapes them. */
public final class Replies {
    public static final String XML = "application/xml";

    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private Replies() {}

    /** A time as headers carry it, in whole seconds. */
    public static String httpDate(Instant time) {
        return HTTP_DATE.format(time);
    }

    /** Reads a time of a header; empty for anything else. */
    public static Optional<Instant> httpDate(String text) {
        try {
            return Optional.of(ZonedDateTime.parse(text.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeParseException e) {
            try {
                return Optional.of(Instant.parse(text.strip()));
            } catch (DateTimeParseException notEither) {
                return Optional.empty();
            }
        }
    }

    public static HttpResponse empty(int status) {
        return new HttpResponse(status, Map.of());
    }

    public static HttpResponse empty(int status, Map<String, String> headers) {
        return new HttpResponse(status, headers);
    }

    public static HttpResponse xml(XmlText document) {
        return xml(document, Map.of());
    }

    public static HttpResponse xml(XmlText document, Map<String, String> headers) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put("Content-Type", XML);
        return new HttpResponse(200, all, document.bytes());
    }

    public static HttpResponse text(String contentType, String text) {
        return new HttpResponse(200, Map.of("Content-Type", contentType), text.getBytes(StandardCharsets.UTF_8));
    }

    /** The document of an error; without a body for a HEAD request. */
    public static HttpResponse error(AwsError error, String method, String requestId) {
        Map<String, String> headers = Map.of("Content-Type", XML);
        if (method.equals("HEAD") || error.httpStatus() == 304) {
            return new HttpResponse(error.httpStatus(), headers);
        }
        XmlText document = XmlText.document("Error", "")
                .leaf("Code", error.code())
                .leaf("Message", error.message().orElse(""));
        error.members().forEach(document::leaf);
        document.leaf("RequestId", requestId).leaf("HostId", hostId(requestId));
        return new HttpResponse(error.httpStatus(), headers, document.bytes());
    }

    /** The answer with the headers that S3 puts on all of them, their names as AWS writes them. */
    public static HttpResponse signed(HttpResponse answer, String requestId) {
        Map<String, String> headers = new LinkedHashMap<>();
        answer.headers().forEach((name, value) -> headers.put(HeaderCase.of(name), value));
        headers.put("x-amz-request-id", requestId);
        headers.put("x-amz-id-2", hostId(requestId));
        headers.put("Server", "AmazonS3");
        return new HttpResponse(answer.status(), headers, answer.body(), answer.length(), answer.streamed());
    }

    /** A new request id: 16 letters and digits. */
    public static String requestId() {
        return RequestIds.next().replace("-", "").substring(0, 16).toUpperCase(Locale.ROOT);
    }

    private static String hostId(String requestId) {
        return Base64.getEncoder()
                .encodeToString((requestId + requestId + requestId).getBytes(StandardCharsets.US_ASCII));
    }
}
