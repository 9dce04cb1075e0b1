package io.hydrant.fault.hop;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.hydrant.aws.AwsError;
import io.hydrant.aws.AwsException;
import io.hydrant.fault.Call;
import io.hydrant.fault.Effect;
import io.hydrant.fault.Faults;
import io.hydrant.fault.Hop;
import io.hydrant.fault.Strike;
import io.hydrant.protocol.CallContext;
import io.hydrant.protocol.Operation;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;

/** An operation of Firehose that fails when {@link Faults} says so, after its input has passed the model's constraints. */
public final class FailingOperation<I extends SdkPojo, O extends SdkPojo> implements Operation<I, O> {
    private final Operation<I, O> target;
    private final Faults faults;

    private FailingOperation(Operation<I, O> target, Faults faults) {
        this.target = target;
        this.faults = faults;
    }

    /** The same operations, each of which can fail. */
    public static List<Operation<?, ?>> of(List<Operation<?, ?>> operations, Faults faults) {
        return operations.stream()
                .<Operation<?, ?>>map(each -> new FailingOperation<>(each, faults))
                .toList();
    }

    @Override
    public String name() {
        return target.name();
    }

    @Override
    public SdkPojo newInput() {
        return target.newInput();
    }

    @Override
    public String inputShape() {
        return target.inputShape();
    }

    @Override
    public O call(I input, CallContext context) {
        check(input, context);
        return target.call(input, context);
    }

    @Override
    public byte[] answer(I input, CallContext context) {
        check(input, context);
        return target.answer(input, context);
    }

    @Override
    public boolean mayWait() {
        return target.mayWait();
    }

    @Override
    public boolean answersWithoutBody() {
        return target.answersWithoutBody();
    }

    private void check(I input, CallContext context) {
        Map<Call.About, String> about = new LinkedHashMap<>();
        about.put(Call.About.CALLER, context.caller().arn());
        streamOf(input).ifPresent(name -> about.put(Call.About.STREAM, name));
        faults.on(new Call(Hop.FIREHOSE, Call.Maker.CLIENT, name(), context.scope(), about))
                .ifPresent(FailingOperation::apply);
    }

    private static Optional<String> streamOf(SdkPojo input) {
        return input.sdkFields().stream()
                .filter(field -> field.locationName().equals("DeliveryStreamName"))
                .<Object>map(field -> ((SdkField<?>) field).getValueOrDefault(input))
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .findFirst();
    }

    private static void apply(Strike strike) {
        Effect.Refusal refusal = (Effect.Refusal) strike.effect().orElseThrow();
        throw new AwsException(
                new AwsError(refusal.code(), refusal.status(), Optional.of(refusal.message()), Map.of()));
    }
}
