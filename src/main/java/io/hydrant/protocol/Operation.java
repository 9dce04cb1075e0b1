package io.hydrant.protocol;

import java.util.concurrent.CompletableFuture;

import software.amazon.awssdk.core.SdkPojo;

/**
 * One operation of a service, such as {@code DescribeDeliveryStream}; the class carries the operation's name.
 * Implementations are safe for use by several threads.
 *
 * @param <I> the SDK's request class
 * @param <O> the SDK's response class
 */
public interface Operation<I extends SdkPojo, O extends SdkPojo> {
    /** The operation's name on the wire: the simple name of the class, unless it says otherwise. */
    default String name() {
        return getClass().getSimpleName();
    }

    /** A fresh builder of {@code I}, such as {@code DescribeDeliveryStreamRequest.builder()}. */
    SdkPojo newInput();

    /** The input's name in the service model, such as {@code DescribeDeliveryStreamInput}. */
    default String inputShape() {
        return name() + "Input";
    }

    /**
     * Does it. The input has passed the model's constraints.
     *
     * @throws io.hydrant.aws.AwsException what the client is told when it is refused
     */
    O call(I input, CallContext context);

    /** Runs the operation and writes the body of the answer in that form, which must not be changed; throws as {@link #call} does. */
    default byte[] answer(I input, CallContext context, BodyForm form) {
        O output = call(input, context);
        return answersWithoutBody() ? new byte[0] : JsonCodec.encode(output, form);
    }

    /**
     * As {@link #answer}, for a call that may take long without a thread that waits for it. It throws nothing: its result fails.
     * It fails with {@link io.hydrant.http.NoAnswerException} when the client gets no answer.
     */
    default CompletableFuture<byte[]> answerLater(I input, CallContext context, BodyForm form) {
        try {
            return CompletableFuture.completedFuture(answer(input, context, form));
        } catch (RuntimeException | Error e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** Whether a call may have to wait; one that never does is answered on the I/O thread. */
    default boolean mayWait() {
        return true;
    }

    /** Whether success is answered with an empty body, as KMS does where the model has no output. */
    default boolean answersWithoutBody() {
        return false;
    }
}
