package io.hydrant.destination.http;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;

import io.hydrant.destination.DeliveryResult.Next;
import io.hydrant.http.client.Answer;
import io.hydrant.http.client.Secrets;
import io.hydrant.http.client.Unanswered;

/**
 * What an endpoint's answer, or the lack of one, means.
 *
 * @param arrived whether the endpoint has the records; the others say nothing then
 * @param errorCode as CloudWatch Logs names it
 * @param message one line without secrets
 */
record ResponseClassification(boolean arrived, String errorCode, String message, Next next) {
    private static final ResponseClassification ARRIVED = new ResponseClassification(true, "", "", Next.RETRY);
    private static final String INVALID = "InvalidResponseFromDestination";

    /** Judges an answer by the response specification. */
    static ResponseClassification of(Answer answer, String requestId, Secrets secrets) {
        if (answer.status() == 413) {
            return failed("DestinationException", told(answer, secrets), Next.DISCARD);
        }
        if (answer.cutOff()) {
            return failed(
                    "ResponseTooLarge",
                    "The endpoint answered " + answer.status() + " with more than " + EndpointRequest.LARGEST_ANSWER
                            + " bytes.",
                    Next.RETRY);
        }
        if (answer.status() != 200) {
            return failed("DestinationException", told(answer, secrets), Next.RETRY);
        }
        return wrong(answer, requestId)
                .map(what -> failed(INVALID, "The endpoint answered 200, but " + what + '.', Next.RETRY))
                .orElse(ARRIVED);
    }

    /** Judges a request that was not answered. */
    static ResponseClassification of(Throwable failure, URI url, Secrets secrets) {
        String where = url.getHost() + (url.getPort() < 0 ? "" : ":" + url.getPort());
        String detail = failure.getMessage() == null ? "" : " (" + failure.getMessage() + ")";
        return switch (Unanswered.of(failure)) {
            case TIMED_OUT -> failed("RequestTimeout", "The endpoint did not answer within 3 minutes.", Next.RETRY);
            case NO_CONNECTION ->
                failed("ConnectionFailed", secrets.clean("No connection to " + where + detail + '.'), Next.RETRY);
            case BROKEN_OFF ->
                failed("ConnectionReset", secrets.clean("The connection broke off" + detail + '.'), Next.RETRY);
            case STOPPED -> failed("ConnectionReset", "Hydrant stopped waiting for the endpoint.", Next.RETRY);
            case NOT_HTTP ->
                failed(INVALID, secrets.clean("The endpoint's answer is not HTTP" + detail + '.'), Next.RETRY);
        };
    }

    /** The verdict on a URL or a header that Java's client does not send. */
    static ResponseClassification unsendable() {
        return failed(
                "ConnectionFailed",
                "The URL or the access key cannot be sent: a character that a host name or a header does not take (such as"
                        + " an underscore in a host name), or no such port.",
                Next.RETRY);
    }

    /** The verdict on a host that nothing but the table of resources opens. */
    static ResponseClassification withheld() {
        return failed(
                "ConnectionFailed",
                "Hydrant connects to a host of AWS, Snowflake or Splunk only where the resources name the URL.",
                Next.RETRY);
    }

    private static String told(Answer answer, Secrets secrets) {
        String redirects = answer.status() / 100 == 3 ? " (redirects are not followed)" : "";
        String said = Reply.read(answer.body()).flatMap(Reply::errorMessage).orElse("");
        return "The endpoint answered " + answer.status() + redirects
                + (said.isEmpty() ? "." : ": " + secrets.clean(said));
    }

    private static Optional<String> wrong(Answer answer, String requestId) {
        if (!isJson(answer.headers().firstValue("Content-Type").orElse(""))) {
            return Optional.of("its Content-Type is not application/json");
        }
        if (answer.headers().firstValue("Content-Encoding").isPresent()) {
            return Optional.of("with a Content-Encoding");
        }
        if (answer.headers().firstValue("Content-Length").isEmpty()) {
            return Optional.of("without a Content-Length");
        }
        Optional<Reply> reply = Reply.read(answer.body());
        if (reply.isEmpty()) {
            return Optional.of("its body is not a JSON object");
        }
        if (!reply.get().requestId().equals(Optional.of(requestId))) {
            return Optional.of("its requestId is not that of the request");
        }
        return reply.get().hasTimestamp() ? Optional.empty() : Optional.of("its timestamp is not a number");
    }

    private static boolean isJson(String contentType) {
        int parameters = contentType.indexOf(';');
        String type = parameters < 0 ? contentType : contentType.substring(0, parameters);
        return type.strip().toLowerCase(Locale.ROOT).equals("application/json");
    }

    private static ResponseClassification failed(String code, String message, Next next) {
        return new ResponseClassification(false, "HttpEndpoint." + code, message, next);
    }
}
