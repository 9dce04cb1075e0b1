package io.hydrant.source;

import io.hydrant.aws.AwsError;
import io.hydrant.aws.AwsException;
import io.hydrant.aws.Caller;
import io.hydrant.record.RecordFrames;

/** A source that Firehose reads by itself. It refuses puts. */
public final class ReadSource implements Source {
    private final SourceKind kind;
    private final SourceReader reader;

    public ReadSource(SourceKind kind, SourceReader reader) {
        this.kind = kind;
        this.reader = reader;
    }

    /** Refuses. The text was reported for KinesisStreamAsSource. */
    @Override
    public PutResult put(RecordFrames records, Caller caller, boolean mayWait) {
        throw invalid("This operation is not permitted on " + kind + " delivery stream type.");
    }

    /** Refuses. The rule is documented, the text a guess. */
    @Override
    public void checkEncryptable() {
        throw invalid("Server-side encryption is not supported on " + kind
                + " delivery stream type. It can only be enabled on DirectPut.");
    }

    @Override
    public SourceReader reader() {
        return reader;
    }

    private static AwsException invalid(String message) {
        return new AwsException(AwsError.client("InvalidArgumentException", message));
    }
}
