package io.hydrant.service.kinesis.embedded.api.operation;

import io.hydrant.protocol.CallContext;
import io.hydrant.protocol.Structure;
import io.hydrant.service.kinesis.embedded.EmbeddedKinesis;

/** An operation of Kinesis that answers nothing when it succeeds. */
public abstract class KinesisAction extends KinesisOperation {
    protected KinesisAction(EmbeddedKinesis kinesis) {
        super(kinesis);
    }

    /** Does it. */
    protected abstract void run(Structure input, CallContext context);

    @Override
    public final Structure call(Structure input, CallContext context) {
        run(input, context);
        return input;
    }

    @Override
    public final boolean answersWithoutBody() {
        return true;
    }
}
