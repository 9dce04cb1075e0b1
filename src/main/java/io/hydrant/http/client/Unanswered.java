package io.hydrant.http.client;

import java.io.IOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.http.HttpConnectTimeoutException;
import javax.net.ssl.SSLException;

import io.hydrant.time.TimeOutException;

/** Why a request has no answer. */
public enum Unanswered {
    /** The time for the answer is over. */
    TIMED_OUT,
    /** There was no connection, or no agreement on its encryption. */
    NO_CONNECTION,
    /** The connection ended before the answer did. */
    BROKEN_OFF,
    /** Hydrant stopped waiting. */
    STOPPED,
    /** What came is not HTTP. */
    NOT_HTTP;

    /** What {@code failure}, the cause that {@link HttpSender#post} gives or what it throws itself, means. */
    public static Unanswered of(Throwable failure) {
        if (failure instanceof TimeOutException) {
            return TIMED_OUT;
        }
        if (failure instanceof ConnectException
                || failure instanceof HttpConnectTimeoutException
                || failure instanceof SSLException) {
            return NO_CONNECTION;
        }
        if (failure instanceof IOException && !(failure instanceof ProtocolException)) {
            return BROKEN_OFF;
        }
        return failure instanceof InterruptedException ? STOPPED : NOT_HTTP;
    }
}
