package io.hydrant.destination.splunk;

/** A collector that did not do as it was asked. */
final class CollectorException extends Exception {
    private static final long serialVersionUID = 1;

    private final transient SplunkFailure failure;

    CollectorException(SplunkFailure failure) {
        super(failure.message(), null, false, false);
        this.failure = failure;
    }

    /** What it is called. */
    SplunkFailure failure() {
        return failure;
    }
}
