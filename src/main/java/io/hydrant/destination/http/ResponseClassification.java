package io.hydrant.destination.http;

import java.net.URI;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

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
public record ResponseClassification(boolean arrived, String errorCode, String message, Next next) {
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
        return flaws(answer, requestId).stream()
                .findFirst()
                .map(flaw -> failed(INVALID, "The endpoint answered 200, but " + flaw.words() + '.', Next.RETRY))
                .orElse(ARRIVED);
    }

    /**
     * Judges a request that was not answered.
     *
     * @param patience how long the endpoint had for its answer
     */
    static ResponseClassification of(Throwable failure, URI url, Secrets secrets, Duration patience) {
        String where = url.getHost() + (url.getPort() < 0 ? "" : ":" + url.getPort());
        String detail = failure.getMessage() == null ? "" : " (" + failure.getMessage() + ")";
        return switch (Unanswered.of(failure)) {
            case TIMED_OUT ->
                failed("RequestTimeout", "The endpoint did not answer within " + words(patience) + '.', Next.RETRY);
            case NO_CONNECTION ->
                failed("ConnectionFailed", secrets.clean("No connection to " + where + detail + '.'), Next.RETRY);
            case BROKEN_OFF ->
                failed("ConnectionReset", secrets.clean("The connection broke off" + detail + '.'), Next.RETRY);
            case STOPPED -> failed("ConnectionReset", "Hydrant stopped waiting for the endpoint.", Next.RETRY);
            case NOT_HTTP ->
                failed(INVALID, secrets.clean("The endpoint's answer is not HTTP" + detail + '.'), Next.RETRY);
        };
    }

    private static String words(Duration span) {
        if (span.toMillis() % 60_000 == 0) {
            return span.toMinutes() + " minutes";
        }
        return span.toMillis() % 1000 == 0 ? span.toSeconds() + " seconds" : span.toMillis() + " milliseconds";
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

    /** What is wrong with an answer of status 200. */
    static Set<Flaw> flaws(Answer answer, String requestId) {
        Set<Flaw> flaws = EnumSet.noneOf(Flaw.class);
        if (!isJson(answer.headers().firstValue("Content-Type").orElse(""))) {
            flaws.add(Flaw.CONTENT_TYPE);
        }
        if (answer.headers().firstValue("Content-Encoding").isPresent()) {
            flaws.add(Flaw.CONTENT_ENCODING);
        }
        if (answer.headers().firstValue("Content-Length").isEmpty()) {
            flaws.add(Flaw.NO_CONTENT_LENGTH);
        }
        Optional<Reply> reply = Reply.read(answer.body());
        if (reply.isEmpty()) {
            flaws.add(Flaw.NOT_AN_OBJECT);
            return flaws;
        }
        if (!reply.get().requestId().equals(Optional.of(requestId))) {
            flaws.add(Flaw.REQUEST_ID);
        }
        if (reply.get().timestamp().isEmpty()) {
            flaws.add(Flaw.TIMESTAMP);
        }
        return flaws;
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
