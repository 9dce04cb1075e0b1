package io.hydrant.protocol;

import java.util.Objects;

import software.amazon.awssdk.core.SdkPojo;

/** An operation that is another one, but for what happens around its call. */
public abstract class ForwardingOperation<I extends SdkPojo, O extends SdkPojo> implements Operation<I, O> {
    private final Operation<I, O> operation;

    protected ForwardingOperation(Operation<I, O> operation) {
        this.operation = Objects.requireNonNull(operation, "operation");
    }

    @Override
    public final String name() {
        return operation.name();
    }

    @Override
    public final SdkPojo newInput() {
        return operation.newInput();
    }

    @Override
    public final String inputShape() {
        return operation.inputShape();
    }

    @Override
    public O call(I input, CallContext context) {
        return operation.call(input, context);
    }

    @Override
    public final boolean mayWait() {
        return operation.mayWait();
    }

    @Override
    public final boolean answersWithoutBody() {
        return operation.answersWithoutBody();
    }
}
