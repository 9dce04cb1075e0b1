package io.hydrant.source;

import io.hydrant.aws.AwsException;
import io.hydrant.aws.Caller;
import io.hydrant.record.RecordFrames;
import io.hydrant.record.SourceRun;

/** Takes the records of a source into its stream. Implementations are safe for use by several threads. */
public interface RecordSink {
    /**
     * Refuses if the stream takes no records now.
     *
     * @throws AwsException {@code ResourceNotFoundException} if it is not ACTIVE
     */
    void checkActive();

    /**
     * Keeps at most the first {@code admitted} records, encrypted if a key is in force: decided together with the append.
     *
     * @param mayWait whether KMS may be asked; if not, the answer may be {@link PutResult#WOULD_WAIT}
     * @throws AwsException as {@link #checkActive}, {@code InvalidKMSResourceException} if the stream's key cannot be used
     */
    PutResult append(RecordFrames records, int admitted, Caller caller, boolean mayWait);

    /**
     * Keeps records that a source has read, from the first on, until the buffers are full.
     *
     * @param run of those that are kept; not used if none is
     * @return how many are kept
     * @throws AwsException as {@link #checkActive}
     */
    int accept(RecordFrames records, SourceRun run);

    /** Whether a function or an error output asks where records were read. */
    boolean tellsOrigins();
}
