package io.hydrant.service.kinesis.embedded.api.operation;

import java.util.Optional;

import io.hydrant.aws.AccountId;
import io.hydrant.aws.Arn;
import io.hydrant.aws.Scope;
import io.hydrant.protocol.CallContext;
import io.hydrant.protocol.Operation;
import io.hydrant.protocol.ServiceModel;
import io.hydrant.protocol.Structure;
import io.hydrant.service.kinesis.embedded.DataStream;
import io.hydrant.service.kinesis.embedded.EmbeddedKinesis;
import io.hydrant.service.kinesis.embedded.ShardReads;
import io.hydrant.service.kinesis.embedded.stream.KinesisErrors;

/** An operation of Kinesis; holds what all of them share. */
public abstract class KinesisOperation implements Operation<Structure, Structure> {
    private static final ServiceModel MODEL = ServiceModel.load("kinesis-2013-12-02.txt");
    private static final String RESOURCE = "stream/";

    /** The Kinesis that the operation is asked of. */
    protected final EmbeddedKinesis kinesis;

    protected KinesisOperation(EmbeddedKinesis kinesis) {
        this.kinesis = kinesis;
    }

    @Override
    public final Structure newInput() {
        return structure(inputShape());
    }

    /** An empty structure of that shape. */
    public static Structure structure(String shape) {
        return MODEL.structure(shape);
    }

    /** An answer without members yet. */
    protected final Structure answer() {
        return structure(name() + "Output");
    }

    /**
     * The stream that {@code StreamName}, {@code StreamARN} or both name.
     *
     * @throws io.hydrant.aws.AwsException {@code InvalidArgumentException}, {@code ResourceNotFoundException}
     */
    protected final DataStream stream(Structure input, CallContext context) {
        Name name = nameOf(input, context);
        return kinesis.stream(name.scope(), name.name());
    }

    /** The stream of an ARN, which may also be that of one of its consumers; throws as {@link #stream} does. */
    protected final DataStream streamOf(String arn, CallContext context) {
        Name name = nameIn(arn, context);
        return kinesis.stream(name.scope(), name.name());
    }

    /**
     * A stream's name, and where it lives.
     *
     * @param scope another account's when the ARN says so
     */
    public record Name(Scope scope, String name) {}

    /** The name that the input gives, whether or not there is such a stream. The texts of refusals are guesses. */
    protected static Name nameOf(Structure input, CallContext context) {
        Optional<String> name = input.text("StreamName");
        Optional<Name> inArn = input.text("StreamARN").map(arn -> nameIn(arn, context));
        if (inArn.isPresent()
                && name.isPresent()
                && !name.get().equals(inArn.get().name())) {
            throw KinesisErrors.invalid("StreamName and StreamARN name different streams.");
        }
        return inArn.or(() -> name.map(given -> new Name(context.scope(), given)))
                .orElseThrow(() -> KinesisErrors.invalid("Either StreamName or StreamARN should be provided."));
    }

    /** Refuses a shard's id of another form, as Kinesis does before it looks for the stream. */
    protected static void checkForm(String shardId, Name stream) {
        if (ShardReads.number(shardId).isEmpty()) {
            throw KinesisErrors.shardNotFound(
                    shardId, stream.name(), stream.scope().account());
        }
    }

    private static Name nameIn(String text, CallContext context) {
        Arn arn = Arn.parse(text)
                .filter(parsed -> parsed.resource().startsWith(RESOURCE))
                .orElseThrow(() -> KinesisErrors.invalid("Invalid ARN: " + text));
        String rest = arn.resource().substring(RESOURCE.length());
        String name = rest.contains("/") ? rest.substring(0, rest.indexOf('/')) : rest;
        if (!arn.region().equals(context.scope().region().value())) {
            throw KinesisErrors.streamNotFound(name, new AccountId(arn.account()));
        }
        return new Name(new Scope(new AccountId(arn.account()), context.scope().region()), name);
    }
}
