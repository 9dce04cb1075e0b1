package io.hydrant.protocol;

import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

import io.hydrant.aws.AwsError;
import io.hydrant.aws.AwsException;
import software.amazon.awssdk.core.SdkPojo;

/** An operation that makes something which stays; refused with {@code LimitExceededException} when there is no memory for more. */
public final class WithinMemory<I extends SdkPojo, O extends SdkPojo> extends ForwardingOperation<I, O> {
    private final BooleanSupplier room;

    private WithinMemory(Operation<I, O> operation, BooleanSupplier room) {
        super(operation);
        this.room = room;
    }

    /** {@code operations}, of which those in {@code makers} run only while {@code room} says that there is memory. */
    public static List<Operation<?, ?>> of(List<Operation<?, ?>> operations, Set<String> makers, BooleanSupplier room) {
        return operations.stream()
                .map(operation -> makers.contains(operation.name()) ? new WithinMemory<>(operation, room) : operation)
                .collect(Collectors.toUnmodifiableList());
    }

    @Override
    public O call(I input, CallContext context) {
        if (!room.getAsBoolean()) {
            throw new AwsException(AwsError.client(
                    "LimitExceededException",
                    "The memory for keys, grants, aliases and streams is used up. Delete some, or start Hydrant"
                            + " with a larger heap (-Xmx)."));
        }
        return super.call(input, context);
    }
}
