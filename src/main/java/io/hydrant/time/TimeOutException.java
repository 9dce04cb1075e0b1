package io.hydrant.time;

import java.io.IOException;

/** Somebody else has had their time. */
public final class TimeOutException extends IOException {
    private static final long serialVersionUID = 1;

    public TimeOutException() {
        super("No answer in time");
    }
}
