package io.hydrant.fault.hop;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import io.hydrant.aws.AwsError;
import io.hydrant.aws.AwsException;
import io.hydrant.fault.Call;
import io.hydrant.fault.Effect;
import io.hydrant.fault.Hop;
import io.hydrant.protocol.BatchOperation;
import io.hydrant.protocol.BodyForm;
import io.hydrant.protocol.CallContext;
import io.hydrant.protocol.JsonCodec;
import io.hydrant.protocol.Operation;
import software.amazon.awssdk.core.SdkPojo;

/**
 * An operation for clients that fails when a fault says so, after its input has passed the model's constraints and before its own
 * work. Only {@link #answerLater} looks at faults: the others answer calls that began while no rule was there.
 */
public final class FailingOperation<I extends SdkPojo, O extends SdkPojo> implements Operation<I, O> {
    private final Operation<I, O> target;
    private final Hop hop;
    private final ClientCalls calls;
    private final Subjects subjects;

    /** What a call is about. */
    @FunctionalInterface
    public interface Subjects {
        /** All that is known of it but the caller. */
        Map<Call.About, String> of(SdkPojo input, CallContext context);

        /** The text of one member of the input, where it has that member. */
        static Subjects member(Call.About about, String member) {
            return (input, context) ->
                    text(input, member).map(text -> Map.of(about, text)).orElse(Map.of());
        }

        /** The text of a member of {@code input}, by its name on the wire. */
        static Optional<String> text(SdkPojo input, String member) {
            return input.sdkFields().stream()
                    .filter(field -> field.locationName().equals(member))
                    .<Object>map(field -> field.getValueOrDefault(input))
                    .filter(String.class::isInstance)
                    .map(String.class::cast)
                    .findFirst();
        }
    }

    private FailingOperation(Operation<I, O> target, Hop hop, ClientCalls calls, Subjects subjects) {
        this.target = target;
        this.hop = hop;
        this.calls = calls;
        this.subjects = subjects;
    }

    /** The same operations of the service {@code hop}, each of which can fail. */
    public static List<Operation<?, ?>> of(
            List<Operation<?, ?>> operations, Hop hop, ClientCalls calls, Subjects subjects) {
        return operations.stream()
                .<Operation<?, ?>>map(each -> new FailingOperation<>(each, hop, calls, subjects))
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
        return target.call(input, context);
    }

    @Override
    public byte[] answer(I input, CallContext context, BodyForm form) {
        return target.answer(input, context, form);
    }

    @Override
    public CompletableFuture<byte[]> answerLater(I input, CallContext context, BodyForm form) {
        return calls.watches(hop)
                ? calls.make(describe(input, context), new OwnWork(input, context, form))
                : target.answerLater(input, context, form);
    }

    @Override
    public boolean mayWait() {
        return target.mayWait() || calls.watches(hop);
    }

    @Override
    public boolean answersWithoutBody() {
        return target.answersWithoutBody();
    }

    private Call describe(I input, CallContext context) {
        Map<Call.About, String> about = new LinkedHashMap<>(subjects.of(input, context));
        about.put(Call.About.CALLER, context.caller().arn());
        return new Call(hop, Call.Maker.CLIENT, name(), context.scope(), about);
    }

    private final class OwnWork implements ClientCalls.Work<byte[]> {
        private final I input;
        private final CallContext context;
        private final BodyForm form;

        OwnWork(I input, CallContext context, BodyForm form) {
            this.input = input;
            this.context = context;
            this.form = form;
        }

        @Override
        public byte[] done() {
            return target.answer(input, context, form);
        }

        @Override
        public byte[] refused(Effect.Refusal refusal) {
            throw new AwsException(
                    new AwsError(refusal.code(), refusal.status(), Optional.of(refusal.message()), Map.of()));
        }

        @Override
        public byte[] done(Effect.PartialFailure failure) {
            if (!(target instanceof BatchOperation<I, O> batch)) {
                throw new IllegalStateException(name() + " has no batch");
            }
            Effect.Refusal refusal = failure.refusal();
            O output = batch.call(
                    input,
                    context,
                    new BatchOperation.LeftOut(failure.places()::contains, refusal.code(), refusal.message()));
            return JsonCodec.encode(output, form);
        }
    }
}
