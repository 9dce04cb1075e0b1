package io.hydrant.service.lambda.embedded;

/** A function that runs in this process. */
@FunctionalInterface
interface LocalFunction {
    /**
     * Answers an event, which is JSON in the first {@code length} bytes.
     *
     * @throws Exception if the function fails
     */
    byte[] answer(byte[] event, int length) throws Exception;
}
