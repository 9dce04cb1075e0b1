package io.hydrant.destination.search;

import java.net.URI;
import java.nio.charset.StandardCharsets;

import io.hydrant.http.client.Answer;
import io.hydrant.http.client.Secrets;
import io.hydrant.http.client.Unanswered;

/**
 * Why no document of a request was taken, as far as Hydrant knows.
 *
 * @param code the status of the answer; a name if there was none
 * @param message one line without secrets
 */
record Refusal(String code, String message) {
    private static final int LONGEST_BODY = 4096;

    /** An answer that speaks for the whole request. */
    static Refusal of(Answer answer, Secrets secrets) {
        int length = Math.min(answer.body().length, LONGEST_BODY);
        String said = secrets.clean(new String(answer.body(), 0, length, StandardCharsets.UTF_8))
                .strip();
        String redirects = answer.status() / 100 == 3 ? " (redirects are not followed)" : "";
        return new Refusal(
                String.valueOf(answer.status()),
                "The cluster answered " + answer.status() + redirects + (said.isEmpty() ? "." : ": " + said));
    }

    /** An answer of 200 that says nothing of the documents. */
    static Refusal meaningless(Answer answer, Secrets secrets) {
        return new Refusal(
                String.valueOf(answer.status()),
                "The cluster's answer is not that of a bulk request. "
                        + of(answer, secrets).message());
    }

    /** A request that was not answered. */
    static Refusal of(Throwable failure, URI url, SearchKind kind, Secrets secrets) {
        String where = url.getHost() + (url.getPort() < 0 ? "" : ":" + url.getPort());
        String detail = failure.getMessage() == null ? "" : " (" + failure.getMessage() + ")";
        return switch (Unanswered.of(failure)) {
            case TIMED_OUT -> new Refusal(kind.code("RequestTimeout"), "The cluster did not answer within 3 minutes.");
            case NO_CONNECTION ->
                new Refusal(kind.code("ConnectionFailed"), secrets.clean("No connection to " + where + detail + '.'));
            case BROKEN_OFF ->
                new Refusal(kind.code("ConnectionReset"), secrets.clean("The connection broke off" + detail + '.'));
            case STOPPED -> new Refusal(kind.code("ConnectionReset"), "Hydrant stopped waiting for the cluster.");
            case NOT_HTTP ->
                new Refusal(
                        kind.code("InvalidResponse"), secrets.clean("The cluster's answer is not HTTP" + detail + '.'));
        };
    }

    /** A request that Java's client does not send. */
    static Refusal unsendable(SearchKind kind) {
        return new Refusal(
                kind.code("ConnectionFailed"),
                "The URL cannot be sent to: a character that a host name does not take (such as an underscore), or no such port.");
    }

    /** A request that cannot be signed. */
    static Refusal unsigned(SearchKind kind, String why) {
        return new Refusal(kind.code("AccessDenied"), "No credentials to sign the requests to AWS with (" + why + ").");
    }
}
