package io.hydrant.protocol;

import java.util.Objects;
import java.util.Optional;

import io.hydrant.aws.Caller;
import io.hydrant.aws.Scope;
import io.hydrant.aws.Signature;

/**
 * What an operation knows about its call besides the input.
 *
 * @param scope the caller's account, and the Region of the signature
 * @param signature empty for an unsigned request
 */
public record CallContext(Scope scope, Caller caller, Optional<Signature> signature, String requestId) {
    public CallContext {
        Objects.requireNonNull(scope, "scope");
        Objects.requireNonNull(caller, "caller");
        Objects.requireNonNull(signature, "signature");
        Objects.requireNonNull(requestId, "requestId");
    }
}
