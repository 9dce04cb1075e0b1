package io.hydrant.aws;

import java.util.Optional;

/** Finds the sender of a request by its signature. Implementations are safe for use by several threads. */
public interface CallerDirectory {
    /**
     * The caller behind {@code signature}; an unsigned request comes from the root user of the default account.
     *
     * @throws AwsException {@code ExpiredTokenException} when the session behind the signature is over
     */
    Caller identify(Optional<Signature> signature);
}
