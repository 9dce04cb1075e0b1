package io.hydrant.firehose.api;

import io.hydrant.firehose.stream.CallRate;
import io.hydrant.protocol.CallContext;
import io.hydrant.protocol.Operation;
import software.amazon.awssdk.core.SdkPojo;

/** An operation that may be called only so often in a second. Syntax and constraints are judged first; that order is a guess. */
final class Throttled<I extends SdkPojo, O extends SdkPojo> implements Operation<I, O> {
    private final Operation<I, O> operation;
    private final CallRate rate;

    Throttled(Operation<I, O> operation, CallRate rate) {
        this.operation = operation;
        this.rate = rate;
    }

    @Override
    public String name() {
        return operation.name();
    }

    @Override
    public SdkPojo newInput() {
        return operation.newInput();
    }

    @Override
    public String inputShape() {
        return operation.inputShape();
    }

    @Override
    public O call(I input, CallContext context) {
        rate.admit(name(), context.scope());
        return operation.call(input, context);
    }

    @Override
    public boolean mayWait() {
        return operation.mayWait();
    }

    @Override
    public boolean answersWithoutBody() {
        return operation.answersWithoutBody();
    }
}
