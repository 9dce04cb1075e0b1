package io.hydrant.protocol;

import io.hydrant.aws.AwsError;
import io.hydrant.aws.UnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The answer to a call whose state cannot be read or written for now. Each is a 503, which SDKs try again. */
final class Unavailable {
    private static final Logger log = LoggerFactory.getLogger(Unavailable.class);

    private Unavailable() {}

    /**
     * Logs the reason in one line, and answers the service's own error where it has one: of the models of Firehose and KMS, and of the
     * common errors of AWS. That AWS answers a full disk so is a guess.
     *
     * @param prefix what targets of the service begin with
     */
    static AwsError answer(UnavailableException why, String prefix, String operation, String requestId) {
        log.warn("Refused with 503 id={} operation={}: {}", requestId, operation, why.getMessage());
        if (prefix.startsWith("Firehose_")) {
            return AwsError.server("ServiceUnavailableException", 503, "Slow down.");
        }
        return prefix.startsWith("TrentService")
                ? AwsError.server(
                        "DependencyTimeoutException",
                        503,
                        "The system timed out while trying to fulfill the request. You can retry the request.")
                : AwsError.server(
                        "ServiceUnavailable", 503, "The request has failed due to a temporary failure of the server.");
    }
}
