package io.hydrant.time;

import java.io.IOException;

/** The time limit of work is over. */
public final class TimeOutException extends IOException {
    private static final long serialVersionUID = 1;

    public TimeOutException() {
        super("No answer in time");
    }
}
