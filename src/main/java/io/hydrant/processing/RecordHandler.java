package io.hydrant.processing;

/** Takes the records of one attempt, one after the other. For one thread. */
public interface RecordHandler {
    /**
     * Takes the next record. Its bytes stand there until this returns: who needs them longer copies them.
     *
     * @throws ProcessingException if the batch is to be tried again later
     */
    void accept(ProcessedRecord record);

    /**
     * Every record of the attempt has come.
     *
     * @throws ProcessingException as {@link #accept}
     */
    void end();
}
