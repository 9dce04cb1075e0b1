package io.hydrant.source;

import io.hydrant.aws.AwsException;
import io.hydrant.aws.Caller;
import io.hydrant.record.RecordFrames;

/** Where the records of one delivery stream come from. Implementations are safe for use by several threads. */
public interface Source {
    /**
     * Takes the records of one PutRecord or PutRecordBatch.
     *
     * @param mayWait whether KMS may be asked; if not, the answer may be {@link PutResult#WOULD_WAIT}
     * @throws AwsException {@code InvalidArgumentException} if this source takes no puts, {@code ResourceNotFoundException} if the
     *     stream is not ACTIVE, {@code InvalidKMSResourceException} if its key cannot be used
     */
    PutResult put(RecordFrames records, Caller caller, boolean mayWait);

    /**
     * Refuses to encrypt a stream whose records Firehose reads from another service.
     *
     * @throws AwsException {@code InvalidArgumentException}
     * @see <a href="https://docs.aws.amazon.com/firehose/latest/dev/encryption.html">Data protection: only with Direct PUT</a>
     */
    void checkEncryptable();

    /** What reads the records, of a source that they are not put into. */
    default SourceReader reader() {
        return SourceReader.NONE;
    }
}
