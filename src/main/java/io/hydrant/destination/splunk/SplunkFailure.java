package io.hydrant.destination.splunk;

import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.security.cert.CertificateException;
import java.time.Duration;
import javax.net.ssl.SSLException;

import io.hydrant.http.client.Secrets;
import io.hydrant.http.client.Unanswered;
import org.jspecify.annotations.Nullable;

/**
 * Why records did not reach Splunk. Every failure is tried again, as documented: a retry duration above zero retries any error of
 * Splunk's. The codes are documented but for {@code Splunk.IndexerBusy}, which users report; which answer has which is inferred.
 *
 * @param code as CloudWatch Logs names it, such as {@code Splunk.AckTimeout}
 * @param message one line without secrets
 * @param isFinal whether a question for an acknowledgement that fails like this is not asked again
 * @see <a href="https://docs.aws.amazon.com/firehose/latest/dev/monitoring-with-cloudwatch-logs.html">Error codes</a>
 */
record SplunkFailure(String code, String message, boolean isFinal) {
    /** What a collector's answer means. */
    static SplunkFailure of(int status, HecReply reply, Secrets secrets) {
        String said = reply.text().map(text -> ": " + secrets.clean(text)).orElse("");
        String number = reply.code().map(code -> ", code " + code).orElse("");
        String answered = " The collector answered " + status + number + said + '.';
        return reply.code().isPresent() && reply.code().get() != 0
                ? ofCode(reply.code().get(), status, answered)
                : ofStatus(status, answered);
    }

    private static SplunkFailure ofCode(int code, int status, String answered) {
        return switch (code) {
            case 1 -> refused("DisabledToken", "The HEC token is disabled: enable it." + answered);
            case 2, 3, 4 -> refused("InvalidToken", "The HEC token is invalid: correct HECToken." + answered);
            case 5, 6, 12, 13 ->
                refused("InvalidDataFormat", "The data has not the form that the endpoint takes." + answered);
            case 7 -> refused("InvalidIndex", "The HEC token or its input has an invalid index." + answered);
            case 8 -> broken("ServerError", "The HEC node failed." + answered);
            case 9 -> broken("IndexerBusy", "The HEC node is busy." + answered);
            case 10, 11 ->
                refused(
                        "ProxyWithoutStickySessions",
                        "The collector does not know the data channel: a proxy before it needs sticky sessions."
                                + answered);
            case 14 ->
                refused("DisabledAck", "Indexer acknowledgement is disabled for the HEC token: enable it." + answered);
            default -> ofStatus(status, answered);
        };
    }

    /** Answers of something that is no collector, or that has no code; a guess for each. */
    private static SplunkFailure ofStatus(int status, String answered) {
        if (status == 401 || status == 403) {
            return refused("InvalidToken", "The HEC token is refused." + answered);
        }
        if (status == 400) {
            return refused("InvalidDataFormat", "The collector refuses the data." + answered);
        }
        if (status / 100 == 3 || status == 404 || status == 405) {
            return refused("InvalidEndpoint", "There is no collector at HECEndpoint." + answered);
        }
        if (status == 429) {
            return broken("IndexerBusy", "The HEC node is busy." + answered);
        }
        return broken("ServerError", "The HEC node failed." + answered);
    }

    /** What it means that a request was not answered. */
    static SplunkFailure of(Throwable failure, URI url, Secrets secrets) {
        String where = url.getHost() + (url.getPort() < 0 ? "" : ":" + url.getPort());
        String detail = failure.getMessage() == null ? "" : " (" + failure.getMessage() + ")";
        return switch (Unanswered.of(failure)) {
            case TIMED_OUT -> broken("ConnectionTimeout", "The collector did not answer in time.");
            case NO_CONNECTION -> notConnected(failure, where, secrets.clean(detail));
            case BROKEN_OFF -> broken("ConnectionClosed", secrets.clean("The connection broke off" + detail + '.'));
            case STOPPED -> stopped();
            case NOT_HTTP ->
                broken("InvalidEndpoint", secrets.clean("The collector's answer is not HTTP" + detail + '.'));
        };
    }

    private static SplunkFailure notConnected(Throwable failure, String where, String detail) {
        if (failure instanceof HttpConnectTimeoutException) {
            return broken("ConnectionTimeout", "No connection to " + where + " in time" + detail + '.');
        }
        if (failure instanceof SSLException) {
            return isAboutTheName(failure)
                    ? broken("SSLUnverified", where + " shows the certificate of another host" + detail + '.')
                    : broken("SSLHandshake", "No TLS connection to " + where + detail + '.');
        }
        return broken(
                "InvalidEndpoint", "No connection to " + where + ": is HECEndpoint valid and reachable?" + detail);
    }

    private static boolean isAboutTheName(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String message = String.valueOf(cause.getMessage());
            if (cause instanceof CertificateException
                    && (message.startsWith("No name matching") || message.startsWith("No subject alternative"))) {
                return true;
            }
        }
        return false;
    }

    /** The collector took the data, but will not acknowledge them. */
    static SplunkFailure noAckId() {
        return refused(
                "DisabledAck",
                "Indexer acknowledgement is disabled for the HEC token: enable it. The collector answered without an ackId.");
    }

    /** The collector took the data, but did not acknowledge them in time. */
    static SplunkFailure noAcknowledgement(Duration limit) {
        return broken(
                "AckTimeout",
                "No acknowledgement within " + limit.toSeconds()
                        + " seconds; the data may have been indexed all the same.");
    }

    /** A URL or a token that Java's client does not send. */
    static SplunkFailure unsendable() {
        return refused(
                "InvalidEndpoint",
                "HECEndpoint or HECToken cannot be sent: a character that a host name or a header does not take, or no"
                        + " such port.");
    }

    /** Hydrant does not wait any more. */
    static SplunkFailure stopped() {
        return refused("ConnectionClosed", "Hydrant stopped waiting for the collector.");
    }

    private static SplunkFailure refused(String code, String message) {
        return new SplunkFailure("Splunk." + code, message, true);
    }

    private static SplunkFailure broken(String code, String message) {
        return new SplunkFailure("Splunk." + code, message, false);
    }
}
