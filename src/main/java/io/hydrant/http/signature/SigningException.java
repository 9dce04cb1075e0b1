package io.hydrant.http.signature;

/** A request that cannot be signed, because there are no credentials; the message says why. */
public final class SigningException extends Exception {
    private static final long serialVersionUID = 1;

    SigningException(String why, Throwable cause) {
        super(why, cause);
    }
}
