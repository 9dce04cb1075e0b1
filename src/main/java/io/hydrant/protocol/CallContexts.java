package io.hydrant.protocol;

import java.util.Optional;

import io.hydrant.aws.Caller;
import io.hydrant.aws.CallerDirectory;
import io.hydrant.aws.Region;
import io.hydrant.aws.RequestIds;
import io.hydrant.aws.Scope;
import io.hydrant.aws.Signature;
import io.hydrant.http.RequestHead;

/** Makes the {@link CallContext} of a request from its signature. Safe for use by several threads. */
public final class CallContexts {
    private final CallerDirectory callers;
    private final Scope defaultScope;

    /** {@code defaultScope} gives the Region of requests whose signature names none. */
    public CallContexts(CallerDirectory callers, Scope defaultScope) {
        this.callers = callers;
        this.defaultScope = defaultScope;
    }

    /**
     * The context of a request under a new request id.
     *
     * @throws io.hydrant.aws.AwsException as {@link SignatureParser#parse} and {@link CallerDirectory#identify} say
     */
    public CallContext of(RequestHead head) {
        return of(head, RequestIds.next());
    }

    /** The context of a request whose id is already known; throws as {@link #of(RequestHead)} does. */
    public CallContext of(RequestHead head, String requestId) {
        Optional<Signature> signature = SignatureParser.parse(head);
        Caller caller = callers.identify(signature);
        Region region = signature.flatMap(Signature::region).orElse(defaultScope.region());
        Scope scope = caller.account().equals(defaultScope.account()) && region.equals(defaultScope.region())
                ? defaultScope
                : new Scope(caller.account(), region);
        return new CallContext(scope, caller, signature, requestId);
    }
}
