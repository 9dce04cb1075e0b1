package io.hydrant.firehose.api;

import io.hydrant.firehose.stream.CallRate;
import io.hydrant.protocol.CallContext;
import io.hydrant.protocol.ForwardingOperation;
import io.hydrant.protocol.Operation;
import software.amazon.awssdk.core.SdkPojo;

/** An operation that may be called only so often in a second. Syntax and constraints are judged first; that order is a guess. */
final class Throttled<I extends SdkPojo, O extends SdkPojo> extends ForwardingOperation<I, O> {
    private final CallRate rate;

    Throttled(Operation<I, O> operation, CallRate rate) {
        super(operation);
        this.rate = rate;
    }

    @Override
    public O call(I input, CallContext context) {
        rate.admit(name(), context.scope());
        return super.call(input, context);
    }
}
