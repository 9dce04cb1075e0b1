package io.hydrant.destination.http;

import java.io.IOException;

/** An endpoint has had its time. */
final class TimeOutException extends IOException {
    private static final long serialVersionUID = 1;

    TimeOutException() {
        super("No answer in time");
    }
}
